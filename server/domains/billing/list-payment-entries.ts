import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { readEntriesOf } from './ledger.repository.ts'
import type { LedgerEntryDto } from './ledger.schemas.ts'
import { findPayment } from './payment.repository.ts'
import { paymentIdSchema } from './payment.schemas.ts'
import { readTransfers } from './transfer.repository.ts'

const mostTransfers = 200

/**
 * Gives what stands in the book of a payment, its transfers included, the oldest first. Wants `payment.read`; throws
 * `payment.not-found`.
 */
export async function listPaymentEntries(
  context: Context,
  input: { paymentId: string },
): Promise<LedgerEntryDto[]> {
  authorize(context, 'payment.read')
  const { paymentId } = parseInput(paymentIdSchema, input)
  const found = await findPayment(paymentId)
  if (!found) throw notFound('payment', paymentId)
  const { rows } = await readTransfers({ paymentId }, { limit: mostTransfers, offset: 0 })
  const { accountId } = found.payment
  return readEntriesOf({ id: paymentId, accountId, transferIds: rows.map(({ id }) => id) })
}
