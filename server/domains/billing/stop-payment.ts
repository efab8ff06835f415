import type { Context } from '../../platform/context/context.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { announcePayment } from './announce-payment.ts'
import { applyCharge } from './apply-charge.ts'
import { changePayment, lockPayment, type PaymentRow } from './payment.repository.ts'
import { seeSubscription } from './see-subscription.ts'

/**
 * Ends a payment that waits for its money: its page at the provider is closed first, and where it was paid meanwhile
 * that is taken over instead. Part of verbs that have authorised it; never inside a transaction. Throws what the
 * provider throws while it is away.
 */
export async function stopPayment(
  context: Context,
  { id, provider: name, providerId }: Pick<PaymentRow, 'id' | 'provider' | 'providerId'>,
): Promise<void> {
  const provider = paymentProvider(name)
  const stopped = providerId === null ? null : await provider.stop(providerId)
  const subscriptionId = stopped?.subscriptionId ?? null
  const seen = subscriptionId === null ? null : await seeSubscription(provider, subscriptionId)
  await inTransaction(async (tx) => {
    if (stopped) await applyCharge(tx, context, name, stopped, seen)
    const row = await lockPayment(tx, id)
    if (row?.state === 'pending')
      await changePayment(tx, id, { state: 'cancelled', cancelledAt: context.now })
  })
  await announcePayment(id)
}
