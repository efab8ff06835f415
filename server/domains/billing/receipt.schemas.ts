import { z } from 'zod'
import { amountSchema, currencies } from '../../platform/money/money.ts'
import { paymentDtoSchema } from './payment.schemas.ts'

/** All that a receipt says, but for the name of what was bought: `describePrices` of offers has it. */
export const receiptDtoSchema = z.object({
  payment: paymentDtoSchema,
  /** Who runs the house. */
  seller: z.string(),
  buyer: z.object({ name: z.string(), email: z.string() }),
  /** What the provider calls the payment; null for transfers, which have a code. */
  reference: z.string().nullable(),
  /** What of the money bought nothing, and stands to the buyer's credit. */
  creditedMinor: z.int(),
  /** The transfers that were for it, the oldest first. */
  transfers: z.array(
    z.object({ amountMinor: z.int(), reference: z.string().nullable(), at: z.iso.datetime() }),
  ),
  /** What was asked back, the oldest first; staff's reasons are theirs. */
  refunds: z.array(
    z.object({
      id: z.uuid(),
      amountMinor: z.int(),
      state: z.enum(['asked', 'done', 'failed']),
      askedAt: z.iso.datetime(),
      doneAt: z.iso.datetime().nullable(),
    }),
  ),
})
export type ReceiptDto = z.infer<typeof receiptDtoSchema>

export const accountMoneySchema = z.object({ accountId: z.uuid() })

export const creditOfSchema = z.object({
  /** Whose; one's own where it is left out. */
  accountId: z.uuid().optional(),
})

export const payBackCreditSchema = z.object({
  accountId: z.uuid(),
  /** In đồng: what goes back goes by bank transfer. */
  amountMinor: amountSchema.min(1),
  /** Which transfer it was. */
  note: z.string().trim().normalize('NFC').min(1).max(500),
  /** The same key pays an account back once. */
  requestKey: z.string().min(8).max(100),
})
export type PayBackCreditInput = z.input<typeof payBackCreditSchema>

export const creditDtoSchema = z.object({ currency: z.enum(currencies), amountMinor: z.int() })
export type CreditDto = z.infer<typeof creditDtoSchema>
