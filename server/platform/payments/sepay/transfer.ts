import { z } from 'zod'

/** A transfer as SePay tells of it; it names no currency, for the accounts it watches hold đồng. */
export const sepayTransferSchema = z.object({
  id: z.int().positive(),
  gateway: z.string().max(100),
  /** In Vietnam's time, without saying so. */
  transactionDate: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  accountNumber: z.string().max(50),
  subAccount: z.string().max(50).nullish(),
  code: z.string().max(50).nullish(),
  content: z.string().max(1000),
  transferType: z.enum(['in', 'out']),
  description: z.string().max(2000).nullish(),
  transferAmount: z.int().positive().max(1_000_000_000_000),
  accumulated: z.int().nullish(),
  referenceCode: z.string().max(100).nullish(),
})
export type SepayTransfer = z.infer<typeof sepayTransferSchema>

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

/** Reshapes SePay's transfer into ours; throws a RangeError for a day that no calendar has. */
export function toBankTransfer(transfer: SepayTransfer): BankTransfer {
  const { accountNumber, transferType, transferAmount, transactionDate, referenceCode } = transfer
  const at = new Date(`${transactionDate.replace(' ', 'T')}+07:00`)
  if (Number.isNaN(at.getTime())) throw new RangeError(`No such time: ${transactionDate}`)
  const reference = referenceCode || null
  return {
    providerId: String(transfer.id),
    fingerprint: [accountNumber, reference ?? '', transferAmount, transferType, at.toISOString()].join('|'),
    accountNumber,
    direction: transferType,
    amountVnd: transferAmount,
    code: transfer.code || null,
    content: transfer.content,
    reference,
    at,
  }
}
