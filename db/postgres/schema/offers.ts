import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, moment, type LocalizedText } from './columns.ts'

/** What a subscriber may have: how sharp, on how many screens at once, which part of the catalogue. */
export const plans = pgTable('plans', {
  id: id(),
  /** Of the address, `/plans?plan={slug}`. */
  slug: text('slug').notNull().unique(),
  name: jsonb('name').$type<LocalizedText>().notNull(),
  description: jsonb('description').$type<LocalizedText>().notNull(),
  /** Lines of the tallest picture; null: no limit. */
  maxHeight: integer('max_height'),
  maxStreams: integer('max_streams').notNull(),
  /** The kinds of titles it opens; null: all. */
  kinds: text('kinds', { enum: ['film', 'series', 'course'] }).array(),
  trialDays: integer('trial_days').notNull().default(0),
  position: integer('position').notNull(),
  status: text('status', { enum: ['draft', 'offered', 'withdrawn'] }).notNull(),
  version: integer('version').notNull().default(1),
  createdAt: moment('created_at').notNull(),
  changedAt: moment('changed_at').notNull(),
})

/** Titles sold together. */
export const bundles = pgTable('bundles', {
  id: id(),
  slug: text('slug').notNull().unique(),
  name: jsonb('name').$type<LocalizedText>().notNull(),
  createdAt: moment('created_at').notNull(),
})

export const bundleTitles = pgTable(
  'bundle_titles',
  {
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => bundles.id, { onDelete: 'cascade' }),
    titleId: uuid('title_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bundleId, table.titleId] })],
)

/** That a title, a season or a bundle may be rented or bought. */
export const titleOffers = pgTable(
  'title_offers',
  {
    id: id(),
    kind: text('kind', { enum: ['rental', 'purchase'] }).notNull(),
    targetKind: text('target_kind', { enum: ['title', 'season', 'bundle'] }).notNull(),
    targetId: uuid('target_id').notNull(),
    status: text('status', { enum: ['offered', 'withdrawn'] }).notNull(),
    createdAt: moment('created_at').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [uniqueIndex('title_offers_target_key').on(table.kind, table.targetKind, table.targetId)],
)

/** What an offer costs from when until when. A row is never changed but for its end. */
export const prices = pgTable(
  'prices',
  {
    id: id(),
    planId: uuid('plan_id').references(() => plans.id),
    titleOfferId: uuid('title_offer_id').references(() => titleOffers.id),
    /** Of a plan: what the amount pays for. */
    interval: text('interval', { enum: ['month', 'year'] }),
    currency: text('currency', { enum: ['VND', 'USD'] }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    validFrom: moment('valid_from').notNull(),
    /** Null: it is today's. */
    validUntil: moment('valid_until'),
  },
  (table) => [
    uniqueIndex('prices_plan_today_key')
      .on(table.planId, table.interval, table.currency)
      .where(sql`${table.validUntil} is null and ${table.planId} is not null`),
    uniqueIndex('prices_title_offer_today_key')
      .on(table.titleOfferId, table.currency)
      .where(sql`${table.validUntil} is null and ${table.titleOfferId} is not null`),
    index('prices_plan_idx').on(table.planId),
    check('prices_offer_check', sql`num_nonnulls(${table.planId}, ${table.titleOfferId}) = 1`),
    check('prices_interval_check', sql`(${table.interval} is null) = (${table.planId} is null)`),
    check('prices_amount_check', sql`${table.amountMinor} > 0`),
  ],
)
