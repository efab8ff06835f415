import { z } from 'zod'
import { amountSchema } from '../../platform/money/money.ts'

export const refundPaymentSchema = z.object({
  paymentId: z.uuid(),
  /** In the smallest part of the payment's currency; all that is left where it is missing. */
  amountMinor: amountSchema.min(1).optional(),
  reason: z.string().trim().normalize('NFC').min(1).max(500),
  /** The same key gives back once. */
  requestKey: z.string().min(8).max(100),
})
export type RefundPaymentInput = z.input<typeof refundPaymentSchema>

export const refundIdSchema = z.object({ refundId: z.uuid() })

export const refundDtoSchema = z.object({
  id: z.uuid(),
  paymentId: z.uuid(),
  amountMinor: z.int(),
  reason: z.string(),
  /** `asked` until the provider, or who makes the transfer, says it is done; `failed` gave nothing back, or was withdrawn. */
  state: z.enum(['asked', 'done', 'failed']),
  /** Of what failed: why, in the provider's words, `withdrawn` of a transfer; null where it gave none. */
  why: z.string().nullable(),
  /** It is a transfer that staff make, and then confirm. */
  byTransfer: z.boolean(),
  /** The provider was to send it, and no job does so any more: it stays as it is until somebody has it sent again. */
  isStuck: z.boolean(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
})
export type RefundDto = z.infer<typeof refundDtoSchema>
