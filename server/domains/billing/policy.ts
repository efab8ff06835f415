import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { PriceRow } from './price.repository.ts'

/** Whether what a price is the price of is offered still. */
export function offerStands({ plan, titleOffer }: PriceRow): boolean {
  return (plan?.status ?? titleOffer?.status) === 'offered'
}

/** One's own payments are for everybody to read, others' for who may read payments. */
export function authorizeOwnOrStaff(context: Context, accountId: string): void {
  const { actor } = context
  if (actor.kind === 'account' && actor.accountId === accountId) authorize(context, 'account.own')
  else authorize(context, 'payment.read')
}

/** For what only a process of ours does: a provider's call, a job. */
export function requireSystem(context: Pick<Context, 'actor'>): void {
  if (context.actor.kind === 'system') return
  throw new AppError({
    kind: 'forbidden',
    code: 'auth.forbidden',
    message: 'Only a process of ours does this.',
    publicMessage: 'You may not do this.',
  })
}
