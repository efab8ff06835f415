import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'

/** What an account may watch, from when, until when and why. The newest word is the row: nothing is deleted. */
export const entitlements = pgTable(
  'entitlements',
  {
    id: id(),
    accountId: uuid('account_id').notNull(),
    /** `catalogue` opens everything, `title` one title with all its episodes. */
    scope: text('scope', { enum: ['catalogue', 'title'] }).notNull(),
    titleId: uuid('title_id'),
    /** Of a title in seasons: this one alone; null: all of it. */
    seasonNumber: integer('season_number'),
    /** Of the catalogue: these kinds alone; null: all of it. */
    kinds: text('kinds', { enum: ['film', 'series', 'course'] }).array(),
    reason: text('reason', { enum: ['staff', 'gift', 'subscription', 'rental', 'purchase'] }).notNull(),
    /** Names what granted it, `gift:{id}`; the same source grants once. */
    source: text('source').notNull(),
    startsAt: moment('starts_at').notNull(),
    /** Null: for ever. */
    endsAt: moment('ends_at'),
    /** Streams at once, where it says more than the house does. */
    maxStreams: integer('max_streams'),
    /** Lines of the tallest picture; null: no limit. */
    maxHeight: integer('max_height'),
    /** How long a rental lasts once it is started; `ends_at` is then brought forward. */
    playHours: integer('play_hours'),
    playStartedAt: moment('play_started_at'),
    note: text('note'),
    grantedBy: text('granted_by').notNull(),
    createdAt: moment('created_at').notNull(),
    revokedAt: moment('revoked_at'),
    revokeReason: text('revoke_reason'),
  },
  (table) => [
    index('entitlements_account_idx').on(table.accountId, table.titleId),
    uniqueIndex('entitlements_source_key').on(table.accountId, table.source),
    check('entitlements_title_check', sql`(${table.scope} = 'title') = (${table.titleId} is not null)`),
  ],
)
