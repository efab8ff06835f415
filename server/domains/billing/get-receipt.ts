import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { getAccount } from '../identity/index.ts'
import { getPayment } from './get-payment.ts'
import { findPayment } from './payment.repository.ts'
import type { PaymentDto } from './payment.schemas.ts'
import type { ReceiptDto } from './receipt.schemas.ts'
import { refundsOf } from './refund.repository.ts'
import { transfersFor } from './transfer.repository.ts'

/**
 * Gives the receipt of a payment: who sold what to whom, what came in and what went back, in the smallest part of its
 * currency. One's own, or with `payment.read` anybody's. Throws `payment.not-found`, for others' too.
 */
export async function getReceipt(context: Context, input: { paymentId: string }): Promise<ReceiptDto> {
  const payment = await getPayment(context, input)
  const [found, account, details] = await Promise.all([
    findPayment(payment.id),
    getAccount(context, { id: payment.accountId }),
    describeMoves([payment]),
  ])
  if (!found) throw notFound('payment', payment.id)
  return {
    payment,
    seller: env().OPERATOR_NAME,
    buyer: { name: account.displayName, email: account.email },
    reference: payment.provider === 'sepay' ? null : found.payment.providerId,
    ...(details.get(payment.id) ?? { creditedMinor: 0, transfers: [], refunds: [] }),
  }
}

/** What moved for each of these payments: what came by transfer, what went back, what became credit. */
export async function describeMoves(
  payments: readonly PaymentDto[],
): Promise<Map<string, Pick<ReceiptDto, 'creditedMinor' | 'transfers' | 'refunds'>>> {
  const ids = payments.map(({ id }) => id)
  const [refunds, transfers] = await Promise.all([refundsOf(ids), transfersFor(ids)])
  return new Map(
    payments.map((payment) => [
      payment.id,
      {
        creditedMinor: creditedOf(payment),
        transfers: transfers
          .filter(({ paymentId }) => paymentId === payment.id)
          .map(({ amountMinor, reference, transferredAt }) => ({
            amountMinor,
            reference,
            at: transferredAt.toISOString(),
          })),
        // What staff asked by mistake and took back moved nothing.
        refunds: refunds
          .filter(({ paymentId, why }) => paymentId === payment.id && why !== 'withdrawn')
          .toReversed()
          .map(({ id, amountMinor, state, askedAt, doneAt }) => ({
            id,
            amountMinor,
            state,
            askedAt: askedAt.toISOString(),
            doneAt: doneAt?.toISOString() ?? null,
          })),
      },
    ]),
  )
}

/** A payment that ended without buying anything left all that came in to its customer. */
function creditedOf({ state, receivedMinor, refundedMinor, surplusMinor }: PaymentDto): number {
  if (state === 'settled') return surplusMinor
  return state === 'held' || state === 'pending' ? 0 : Math.max(0, receivedMinor - refundedMinor)
}
