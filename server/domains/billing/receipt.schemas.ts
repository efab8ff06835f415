import { z } from 'zod'
import { currencies } from '../../platform/money/money.ts'
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

export const creditDtoSchema = z.object({ currency: z.enum(currencies), amountMinor: z.int() })
export type CreditDto = z.infer<typeof creditDtoSchema>
