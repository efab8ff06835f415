import { broadcast } from '../../platform/live/live.ts'
import { findPayment } from './payment.repository.ts'
import { paymentChanged, type PaymentChangedMessage } from './payment.schemas.ts'

/** Has the pages of its account read a payment again; once the transaction is through. */
export async function announcePayment(paymentId: string): Promise<void> {
  const found = await findPayment(paymentId)
  if (!found) return
  const { accountId, state } = found.payment
  const payload: PaymentChangedMessage = { paymentId, state }
  await broadcast({ room: `account:${accountId}`, name: paymentChanged, payload })
}
