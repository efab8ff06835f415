import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'

/** One's own rights are for everybody to read, others' for who may read entitlements. */
export function authorizeOwnOrStaff(context: Context, accountId: string): void {
  const isOwn = context.actor.kind === 'account' && context.actor.accountId === accountId
  if (!isOwn) authorize(context, 'entitlement.read')
}
