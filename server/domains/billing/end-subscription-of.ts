import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { lockAccountMoney } from './payment.repository.ts'
import { accountMoneySchema } from './receipt.schemas.ts'
import { endSubscription } from './subscription-changes.ts'
import { findLivingSubscription, lockSubscription } from './subscription.repository.ts'

/**
 * Ends what an account that is being erased subscribes to, so that nobody charges its card any more; doing it twice
 * changes nothing. What it paid stays in the book, by the bare id. Wants `payment.refund`.
 */
export async function endSubscriptionOf(context: Context, input: { accountId: string }): Promise<void> {
  authorize(context, 'payment.refund')
  const { accountId } = parseInput(accountMoneySchema, input)
  await inTransaction(async (tx) => {
    await lockAccountMoney(tx, accountId)
    const living = await findLivingSubscription(tx, accountId)
    const row = living && (await lockSubscription(tx, living.id))
    if (row) await endSubscription(tx, context, row, 'erased')
  })
}
