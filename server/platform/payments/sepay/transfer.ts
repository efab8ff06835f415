import { z } from 'zod'

/** Text as our databases keep it, whatever a bank let through. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.replaceAll('\0', ' ').toWellFormed())

/**
 * What we read of a transfer that SePay's webhook tells of; it names no currency, for the accounts it watches hold
 * đồng.
 */
export const sepayTransferSchema = z.object({
  id: z.int().positive(),
  /** In Vietnam's time, without saying so. */
  transactionDate: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  accountNumber: text(50),
  code: text(200).nullish(),
  content: text(2000),
  transferType: z.enum(['in', 'out']),
  transferAmount: z.int().positive().max(1_000_000_000_000),
  referenceCode: text(200).nullish(),
})
export type SepayTransfer = z.infer<typeof sepayTransferSchema>

/** A transfer as the transactions API v2 tells of it, under another id than the webhook's. */
export const sepayTransactionSchema = z
  .object({
    id: z.string().min(1).max(100),
    transaction_date: sepayTransferSchema.shape.transactionDate,
    account_number: sepayTransferSchema.shape.accountNumber,
    transfer_type: sepayTransferSchema.shape.transferType,
    amount_in: z.int().min(0),
    amount_out: z.int().min(0),
    transaction_content: sepayTransferSchema.shape.content,
    reference_number: sepayTransferSchema.shape.referenceCode,
    code: sepayTransferSchema.shape.code,
  })
  .refine(({ transfer_type, amount_in, amount_out }) => {
    const amount = transfer_type === 'in' ? amount_in : amount_out
    return sepayTransferSchema.shape.transferAmount.safeParse(amount).success
  }, 'no amount')
export type SepayTransaction = z.infer<typeof sepayTransactionSchema>

/** A transfer that a bank has told us of, whoever carried the news. */
export type BankTransfer = {
  /** SePay's number of it; the webhook and the transactions API give different ones. */
  providerId: string
  /** The same transfer by whichever way we hear of it: account, reference, amount, direction and time. */
  fingerprint: string
  accountNumber: string
  direction: 'in' | 'out'
  amountVnd: number
  /** What SePay recognised as our code; null where it did not. */
  code: string | null
  content: string
  reference: string | null
  at: Date
}

/** Reshapes the transfer of a webhook into ours; throws a RangeError for a day that no calendar has. */
export function toBankTransfer(transfer: Omit<SepayTransfer, 'id'> & { id: number | string }): BankTransfer {
  const { accountNumber, transferType, transferAmount, referenceCode } = transfer
  const at = fromVietnamTime(transfer.transactionDate)
  const reference = referenceCode || null
  return {
    providerId: String(transfer.id),
    // A bank that gives no number tells two transfers of one second apart by what they say.
    fingerprint: [
      accountNumber,
      reference ?? transfer.content.trim(),
      transferAmount,
      transferType,
      at.toISOString(),
    ].join('|'),
    accountNumber,
    direction: transferType,
    amountVnd: transferAmount,
    code: transfer.code || null,
    content: transfer.content,
    reference,
    at,
  }
}

/** Reshapes a transfer of the API into ours; throws a RangeError for a day that no calendar has. */
export function fromTransaction(transaction: SepayTransaction): BankTransfer {
  const { transfer_type: transferType, amount_in, amount_out } = transaction
  return toBankTransfer({
    id: transaction.id,
    transactionDate: transaction.transaction_date,
    accountNumber: transaction.account_number,
    code: transaction.code,
    content: transaction.transaction_content,
    transferType,
    transferAmount: transferType === 'in' ? amount_in : amount_out,
    referenceCode: transaction.reference_number,
  })
}

/** Writes a moment as SePay does: `2026-03-25 14:02:37` in Vietnam, which knows no summer time. */
export function toVietnamTime(moment: Date): string {
  return new Date(moment.getTime() + vietnamMs).toISOString().slice(0, 19).replace('T', ' ')
}

const vietnamMs = 7 * 60 * 60 * 1000

function fromVietnamTime(text: string): Date {
  const at = new Date(`${text.replace(' ', 'T')}+07:00`)
  // A 30th of February would roll over into March.
  if (Number.isNaN(at.getTime()) || toVietnamTime(at) !== text) throw new RangeError(`No such time: ${text}`)
  return at
}
