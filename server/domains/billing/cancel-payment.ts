import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { notCancellable } from './errors.ts'
import { getPayment } from './get-payment.ts'
import { findPayment } from './payment.repository.ts'
import { paymentIdSchema, type PaymentDto } from './payment.schemas.ts'
import { stopPayment } from './stop-payment.ts'

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
  const { state } = found.payment
  if (state === 'held' || state === 'settled') throw notCancellable(state)
  if (state === 'pending') await stopPayment(context, found.payment)
  return getPayment(context, { paymentId })
}
