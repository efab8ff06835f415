import { authorize, may } from '../../platform/authorize/authorize.ts'
import type { Actor, Context } from '../../platform/context/context.ts'

/** One's own rights are for everybody to read, others' for who may read entitlements. */
export function authorizeOwnOrStaff(context: Context, accountId: string): void {
  if (!isOwn(context.actor, accountId)) authorize(context, 'entitlement.read')
}

/** A rental's hours run for who watches: nobody begins another's but the house. */
export function mayStart({ actor }: Pick<Context, 'actor'>, accountId: string): boolean {
  return actor.kind === 'system' || isOwn(actor, accountId)
}

/** Whoever helps viewers must not open films to themselves; whoever may set roles could do that in any case. */
export function mayGrantTo(actor: Actor, accountId: string): boolean {
  return may(actor, 'entitlement.grant') && (!isOwn(actor, accountId) || may(actor, 'account.set-role'))
}

function isOwn(actor: Actor, accountId: string): boolean {
  return actor.kind === 'account' && actor.accountId === accountId
}
