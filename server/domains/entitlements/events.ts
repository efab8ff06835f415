import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

const rightSchema = z.object({
  entitlementId: z.uuid(),
  accountId: z.uuid(),
  /** Null: the whole catalogue. */
  titleId: z.uuid().nullable(),
})

export const entitlementGrantedEvent = defineEvent('entitlement.granted', rightSchema)

/** Whoever plays by this right and has no other stops. */
export const entitlementRevokedEvent = defineEvent('entitlement.revoked', rightSchema)
