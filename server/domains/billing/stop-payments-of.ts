import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { endSubscriptionOf } from './end-subscription-of.ts'
import { findPendingPayments } from './payment.repository.ts'
import { accountMoneySchema } from './receipt.schemas.ts'
import { stopPayment } from './stop-payment.ts'

/**
 * Closes what an account that is being erased could still pay on; doing it twice changes nothing. A plan that was paid in
 * the last moment ends as well. Wants `payment.refund`; throws what a provider throws while it is away.
 */
export async function stopPaymentsOf(context: Context, input: { accountId: string }): Promise<void> {
  authorize(context, 'payment.refund')
  const { accountId } = parseInput(accountMoneySchema, input)
  for (const payment of await findPendingPayments(database(), accountId)) await stopPayment(context, payment)
  await endSubscriptionOf(context, { accountId })
}
