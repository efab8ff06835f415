import type { Context } from '../../platform/context/context.ts'
import { authorize, may, requireAccountId } from '../../platform/authorize/authorize.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { toPaymentDto } from './payment-dto.ts'
import { findPayment } from './payment.repository.ts'
import { paymentIdSchema, type PaymentDto } from './payment.schemas.ts'

/** Gives a payment: one's own, or anybody's with `payment.read`. Throws `payment.not-found`, for others' too. */
export async function getPayment(context: Context, input: { paymentId: string }): Promise<PaymentDto> {
  const seesAll = may(context.actor, 'payment.read')
  if (!seesAll) authorize(context, 'account.own')
  const own = seesAll ? null : requireAccountId(context)
  const { paymentId } = parseInput(paymentIdSchema, input)
  const found = await findPayment(paymentId)
  if (!found || (own !== null && found.payment.accountId !== own)) throw notFound('payment', paymentId)
  return toPaymentDto(found)
}
