import { may, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { toPaymentDto } from './payment-dto.ts'
import { readPayments } from './payment.repository.ts'
import { listPaymentsSchema, type ListPaymentsInput, type PaymentPage } from './payment.schemas.ts'
import { authorizeOwnOrStaff } from './policy.ts'

/** Gives payments, the newest first: one's own, or with `payment.read` those of an account or of all. */
export async function listPayments(context: Context, input: ListPaymentsInput = {}): Promise<PaymentPage> {
  const { accountId: wanted, limit, offset, ...filter } = parseInput(listPaymentsSchema, input)
  const accountId = wanted ?? (may(context.actor, 'payment.read') ? undefined : requireAccountId(context))
  if (accountId !== undefined) authorizeOwnOrStaff(context, accountId)
  const { rows, total } = await readPayments({ ...filter, accountId }, { limit, offset })
  return { payments: rows.map(toPaymentDto), total }
}
