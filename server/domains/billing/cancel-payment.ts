import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { announcePayment } from './announce-payment.ts'
import { applyCharge } from './apply-charge.ts'
import { notCancellable } from './errors.ts'
import { getPayment } from './get-payment.ts'
import { changePayment, findPayment, lockPayment } from './payment.repository.ts'
import { paymentIdSchema, type PaymentDto } from './payment.schemas.ts'

/**
 * Gives up one's own payment that nobody has paid: its page at the provider is closed first. Where the money came
 * meanwhile it is settled instead. One that is over stays as it ended. Throws `payment.not-found`, and
 * `payment.not-cancellable` once money has come.
 */
export async function cancelPayment(context: Context, input: { paymentId: string }): Promise<PaymentDto> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const { paymentId } = parseInput(paymentIdSchema, input)
  const found = await findPayment(paymentId)
  if (!found || found.payment.accountId !== accountId) throw notFound('payment', paymentId)
  const { provider: name, providerId, state } = found.payment
  if (state === 'held' || state === 'settled') throw notCancellable(state)
  if (state === 'pending') {
    const provider = paymentProvider(name)
    const stopped = providerId === null ? null : await provider.stop(providerId)
    await inTransaction(async (tx) => {
      if (stopped) await applyCharge(tx, context, provider.name, stopped)
      const row = await lockPayment(tx, paymentId)
      if (row?.state === 'pending') await changePayment(tx, paymentId, { state: 'cancelled' })
    })
    await announcePayment(paymentId)
  }
  return getPayment(context, { paymentId })
}
