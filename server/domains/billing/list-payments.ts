import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, may, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { findPeople } from './find-people.ts'
import { toPaymentDto } from './payment-dto.ts'
import {
  readPayments,
  readPaymentsAfter,
  type PaymentFilter,
  type PaymentPlace,
} from './payment.repository.ts'
import {
  listPaymentsSchema,
  paymentFilterSchema,
  type ListPaymentsInput,
  type PaymentDto,
  type PaymentFilterInput,
  type PaymentPage,
} from './payment.schemas.ts'
import { authorizeOwnOrStaff } from './policy.ts'

const batchSize = 500

/** Gives payments, the newest first: one's own, or with `payment.read` those of an account, of people found, or of all. */
export async function listPayments(context: Context, input: ListPaymentsInput = {}): Promise<PaymentPage> {
  const { accountId: wanted, person, limit, offset, ...filter } = parseInput(listPaymentsSchema, input)
  const accountId = wanted ?? (may(context.actor, 'payment.read') ? undefined : requireAccountId(context))
  if (accountId !== undefined) authorizeOwnOrStaff(context, accountId)
  const accountIds = person === undefined ? undefined : await findPayers(context, person)
  const { rows, total } = await readPayments({ ...filter, accountId, accountIds }, { limit, offset })
  return { payments: rows.map(toPaymentDto), total }
}

/**
 * Gives all payments that match, the newest first, in batches to be written down as they come; that they were taken stays
 * on record. Wants `payment.read`.
 */
export async function exportPayments(
  context: Context,
  input: PaymentFilterInput,
): Promise<AsyncIterable<PaymentDto[]>> {
  authorize(context, 'payment.read')
  const { person, ...filter } = parseInput(paymentFilterSchema, input)
  const accountIds = person === undefined ? undefined : await findPayers(context, person)
  await inTransaction((tx) =>
    recordAudit(tx, context, 'payment.export', {
      type: 'payment',
      id: 'all',
      detail: { ...filter, ...(person === undefined ? {} : { text: person }) },
    }),
  )
  return batches({ ...filter, accountIds })
}

async function* batches(filter: PaymentFilter): AsyncGenerator<PaymentDto[]> {
  let after: PaymentPlace | null = null
  for (;;) {
    const rows: Awaited<ReturnType<typeof readPaymentsAfter>> = await readPaymentsAfter(
      filter,
      after,
      batchSize,
    )
    if (rows.length > 0) yield rows.map(toPaymentDto)
    after = rows.at(-1)?.payment ?? null
    if (rows.length < batchSize) return
  }
}

function findPayers(context: Context, person: string): Promise<string[]> {
  authorize(context, 'payment.read')
  return findPeople(context, person)
}
