import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'

/** Copies of a person's data: asked for, made by a job, there for its owner for a week. */
export const dataExports = pgTable(
  'data_exports',
  {
    id: id(),
    accountId: uuid('account_id').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: moment('requested_at').notNull(),
    /** Null until the file is there. */
    readyAt: moment('ready_at'),
    expiresAt: moment('expires_at'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
  },
  (table) => [
    index('data_exports_account_idx').on(table.accountId, table.requestedAt),
    index('data_exports_expires_at_idx').on(table.expiresAt),
  ],
)
