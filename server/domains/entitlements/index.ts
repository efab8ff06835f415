/** The door of entitlements. */
export { eraseEntitlements } from './erase-entitlements.ts'
export { entitlementGrantedEvent, entitlementRevokedEvent } from './events.ts'
export { findRight, recallRight, recallRights } from './find-right.ts'
export { grantEntitlement } from './grant-entitlement.ts'
export { exportEntitlements, listEntitlements, readRights } from './list-entitlements.ts'
export { mayGrantTo } from './policy.ts'
export { revokeEntitlement } from './revoke-entitlement.ts'
export { startRental } from './start-rental.ts'
