import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { paymentExpiredEvent } from './events.ts'
import { expirePending } from './payment.repository.ts'
import { requireSystem } from './policy.ts'

const most = 500

/** Ends payments whose time is over without money; what comes later is honoured all the same. Gives how many. */
export async function expirePayments(context: Context): Promise<{ expired: number }> {
  requireSystem(context)
  return inTransaction(async (tx) => {
    const rows = await expirePending(tx, context.now, most)
    for (const { id: paymentId, accountId, provider, currency, amountMinor } of rows)
      await recordEvent(tx, context, paymentExpiredEvent, {
        paymentId,
        accountId,
        provider,
        currency,
        amountMinor,
      })
    return { expired: rows.length }
  })
}
