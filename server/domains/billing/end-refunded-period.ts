import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { lockAccountMoney, paymentsOfSubscription, type PaymentRow } from './payment.repository.ts'
import { endSubscription } from './subscription-changes.ts'
import { changeSubscription, lockSubscription } from './subscription.repository.ts'

/**
 * Takes back the time of a plan that a payment paid, refunded whole or lost in a dispute: the subscription ends with what
 * else is paid, at once where that is nothing. A card's plan then ends at its provider as well, so that it does not renew;
 * one whose current time another payment paid goes on.
 */
export async function endRefundedPeriod(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
): Promise<void> {
  if (payment.subscriptionId === null) return
  await lockAccountMoney(tx, payment.accountId)
  const subscription = await lockSubscription(tx, payment.subscriptionId)
  if (!subscription || subscription.endedAt) return
  const ends = (await paymentsOfSubscription(tx, subscription.id))
    .filter((row) => row.id !== payment.id && row.refundedMinor < row.amountMinor && row.dispute !== 'lost')
    .flatMap(({ periodEndsAt }) => periodEndsAt ?? [])
  const lastEnd = ends[0]
  if (!lastEnd || lastEnd <= context.now) await endSubscription(tx, context, subscription, 'refunded')
  else if (subscription.renews === 'by-transfer' && lastEnd < subscription.periodEndsAt)
    await changeSubscription(tx, subscription, { periodEndsAt: lastEnd })
}
