import { z } from 'zod'
import type { PaymentDto } from './payment.schemas.ts'

export const transferStates = ['matched', 'queued', 'quarantined', 'credited', 'returned'] as const

export const matchTransferSchema = z.object({ transferId: z.uuid(), paymentId: z.uuid() })
export const creditTransferSchema = z.object({ transferId: z.uuid(), accountId: z.uuid() })
export const returnTransferSchema = z.object({
  transferId: z.uuid(),
  /** Which transfer back it was, or why. */
  note: z.string().trim().normalize('NFC').min(1).max(500),
})

export const listTransfersSchema = z.object({
  /** `waiting`: what staff have to decide; `held`: what is kept for payments that lack some of their price. */
  show: z.enum(['waiting', 'held', 'all']).default('waiting'),
  paymentId: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
})
export type ListTransfersInput = z.input<typeof listTransfersSchema>

export const transferDtoSchema = z.object({
  id: z.uuid(),
  providerId: z.string(),
  accountNumber: z.string(),
  amountMinor: z.int(),
  currency: z.literal('VND'),
  code: z.string().nullable(),
  content: z.string(),
  reference: z.string().nullable(),
  transferredAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  state: z.enum(transferStates),
  /** Why it waits: `unknown-code`, `several-codes`, `wrong-currency`, `wrong-account`, `no-account`. */
  why: z.string().nullable(),
  paymentId: z.uuid().nullable(),
  settledBy: z.string().nullable(),
})
/** A payment that a waiting transfer may be for. */
export type PaymentSuggestion = {
  transferId: string
  payment: PaymentDto
  /** In how many letters its code differs from what the transfer says: 0 to 2. */
  lettersApart: number
}
export const suggestPaymentsSchema = z.object({ transferIds: z.array(z.uuid()).max(200) })

export type TransferDto = z.infer<typeof transferDtoSchema>
