import { authorize, may } from '../../platform/authorize/authorize.ts'
import type { Actor, Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'

/** One's own rights are for everybody to read, others' for who may read entitlements. */
export function authorizeOwnOrStaff(context: Context, accountId: string): void {
  const isOwn = context.actor.kind === 'account' && context.actor.accountId === accountId
  if (!isOwn) authorize(context, 'entitlement.read')
}

/** Who helps viewers must not open films to themselves; who may set roles could do that in any case. */
export function mayGrantTo(actor: Actor, accountId: string): boolean {
  const isOwn = actor.kind === 'account' && actor.accountId === accountId
  return may(actor, 'entitlement.grant') && (!isOwn || may(actor, 'account.set-role'))
}

export const ownEntitlement = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'entitlement.own-account',
    message: 'Nobody but an admin grants rights to their own account.',
  })
