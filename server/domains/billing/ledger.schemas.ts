import { z } from 'zod'
import { currencies } from '../../platform/money/money.ts'

/** The accounts of the book. `cash` and the costs stand on the debit side, what is earned or owed on the credit side. */
export const bookAccounts = [
  /** Money that lies at a provider or in a bank. */
  'cash',
  'revenue',
  'fees',
  'refunds',
  /** What a card's holder has called back. */
  'disputes',
  /** What a customer is owed: nothing is bought with it yet, staff pay it back. */
  'credit',
  /** Money that is held for somebody or something not yet known, or not yet paid in full. */
  'liability',
] as const
export type BookAccount = (typeof bookAccounts)[number]

/** One side of an entry: above zero is a debit, below zero a credit. */
export const postingSchema = z.object({
  bookAccount: z.enum(bookAccounts),
  /** Of cash: at whom it lies; of credit and liability: whom or what it is owed to; else empty. */
  party: z.string().max(100),
  currency: z.enum(currencies),
  amountMinor: z.int(),
})
export type Posting = z.infer<typeof postingSchema>

/** One thing that happened to money, ready to be written. */
export type Entry = {
  /** What was done, `payment.settled`, and to which thing: the same is written once. */
  source: string
  sourceId: string
  accountId: string | null
  occurredAt: Date
  note?: string
  postings: Posting[]
}

/** Everything that writes an entry. */
export const entrySources = [
  'payment.settled',
  'payment.held',
  'payment.credited',
  'payment.fee',
  'payment.refunded',
  'payment.refund-failed',
  'dispute.opened',
  'dispute.won',
  'transfer.queued',
  'transfer.credited',
  'transfer.returned',
  'credit.paid-back',
] as const

export const entryFilterSchema = z.object({
  source: z.enum(entrySources).optional(),
  /** Entries with a posting in this account of the book. */
  bookAccount: z.enum(bookAccounts).optional(),
  /** Whom it is about: part of a name or an e-mail address, or the id of an account. */
  person: z.string().trim().min(1).max(200).optional(),
  /** Days in Viet Nam, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type EntryFilterInput = z.input<typeof entryFilterSchema>
export const listEntriesSchema = entryFilterSchema.extend({
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
})
export type ListEntriesInput = z.input<typeof listEntriesSchema>

export const ledgerEntryDtoSchema = z.object({
  id: z.uuid(),
  source: z.string(),
  sourceId: z.string(),
  accountId: z.uuid().nullable(),
  occurredAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  note: z.string().nullable(),
  postings: z.array(postingSchema),
})
export type LedgerEntryDto = z.infer<typeof ledgerEntryDtoSchema>

export const ledgerProofSchema = z.object({
  /** Whether all postings sum to zero in every currency, and those of every entry as well. */
  balanced: z.boolean(),
  entries: z.int(),
  sums: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
  balances: z.array(
    z.object({ bookAccount: z.enum(bookAccounts), currency: z.string(), amountMinor: z.int() }),
  ),
  /** Entries that do not sum to zero, or have no postings: none, unless the database was changed by hand. */
  faulty: z.array(z.uuid()),
})
export type LedgerProof = z.infer<typeof ledgerProofSchema>
