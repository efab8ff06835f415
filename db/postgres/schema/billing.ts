import { bigint, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'

/**
 * One thing that happened to money. Entries and their postings are written once: triggers of the migration refuse to
 * change or remove them, and a commit whose postings do not sum to zero in every currency.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id(),
    /** What was done, `payment.settled`, and to which thing: the same is written once. */
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    /** Whom it is about; null for money that nobody is known for. */
    accountId: uuid('account_id'),
    /** When it happened there, not when we heard of it. */
    occurredAt: moment('occurred_at').notNull(),
    createdAt: moment('created_at').notNull(),
    note: text('note'),
  },
  (table) => [
    uniqueIndex('ledger_entries_source_key').on(table.source, table.sourceId),
    index('ledger_entries_time_idx').on(table.occurredAt, table.id),
    index('ledger_entries_account_idx').on(table.accountId, table.occurredAt),
  ],
)

/** What an entry puts into one account of the book: above zero is a debit, below zero a credit. */
export const ledgerPostings = pgTable(
  'ledger_postings',
  {
    id: id(),
    entryId: uuid('entry_id').notNull(),
    bookAccount: text('book_account', {
      enum: ['cash', 'revenue', 'fees', 'refunds', 'disputes', 'credit', 'liability'],
    }).notNull(),
    /** Of cash: at whom it lies, `stripe`; of credit and liability: whom or what it is owed to. */
    party: text('party').notNull(),
    currency: text('currency').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  },
  (table) => [
    foreignKey({
      name: 'ledger_postings_entry_fk',
      columns: [table.entryId],
      foreignColumns: [ledgerEntries.id],
    }),
    index('ledger_postings_entry_idx').on(table.entryId),
    index('ledger_postings_balance_idx').on(table.bookAccount, table.party, table.currency),
  ],
)
