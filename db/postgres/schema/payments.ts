import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'
import { prices } from './offers.ts'

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' })
const providers = ['stripe', 'sepay'] as const

export type PaymentInstructions =
  | { kind: 'page'; url: string }
  | {
      kind: 'transfer'
      account: { bank: string; bin: string; number: string; holder: string }
      /** The text of the QR code. */
      qr: string
      content: string
    }

/** One attempt to pay one price. */
export const payments = pgTable(
  'payments',
  {
    id: id(),
    accountId: uuid('account_id').notNull(),
    provider: text('provider', { enum: providers }).notNull(),
    priceId: uuid('price_id')
      .notNull()
      .references(() => prices.id),
    /** The subscription whose period it pays; null for what is rented or bought. */
    subscriptionId: uuid('subscription_id'),
    currency: text('currency', { enum: ['VND', 'USD'] }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    receivedMinor: bigint('received_minor', { mode: 'number' }).notNull().default(0),
    refundedMinor: bigint('refunded_minor', { mode: 'number' }).notNull().default(0),
    /** What was sent back and did not arrive, over time; no part of what is refunded. */
    refundFailedMinor: bigint('refund_failed_minor', { mode: 'number' }).notNull().default(0),
    /** What came in and is not enough yet. */
    heldMinor: bigint('held_minor', { mode: 'number' }).notNull().default(0),
    /** What the provider kept. */
    feeMinor: bigint('fee_minor', { mode: 'number' }).notNull().default(0),
    dispute: text('dispute', { enum: ['none', 'open', 'won', 'lost'] })
      .notNull()
      .default('none'),
    /** What the holder of the card called back. */
    disputedMinor: bigint('disputed_minor', { mode: 'number' }).notNull().default(0),
    state: text('state', {
      enum: ['pending', 'held', 'settled', 'expired', 'cancelled', 'failed'],
    }).notNull(),
    /** What a transfer names it by; null for providers that need none. */
    code: text('code').unique(),
    /** What the provider calls it. */
    providerId: text('provider_id'),
    /** Names the attempt of whoever started it: a page sent twice starts one payment. */
    requestKey: text('request_key').notNull(),
    /** What the customer was told to do: where to go, or what to transfer. */
    instructions: jsonb('instructions').$type<PaymentInstructions>(),
    /** Of a rental or purchase: what it opened when it was settled; a bundle may be changed later. */
    targets: jsonb('targets').$type<{ titleId: string; seasonNumber: number | null }[]>(),
    /** Of a plan: the time that it paid. */
    periodStartsAt: moment('period_starts_at'),
    periodEndsAt: moment('period_ends_at'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    settledAt: moment('settled_at'),
    /** When it was given up, or what came for it was credited: too little that comes later and goes back leaves it so. */
    cancelledAt: moment('cancelled_at'),
    disputedAt: moment('disputed_at'),
  },
  (table) => [
    uniqueIndex('payments_provider_key').on(table.provider, table.providerId),
    uniqueIndex('payments_request_key').on(table.accountId, table.requestKey),
    index('payments_account_idx').on(table.accountId, table.createdAt),
    index('payments_open_idx')
      .on(table.expiresAt)
      .where(sql`${table.state} in ('pending', 'held')`),
    check('payments_amount_check', sql`${table.amountMinor} > 0 and ${table.receivedMinor} >= 0`),
    check('payments_held_check', sql`${table.heldMinor} >= 0`),
    check('payments_refund_check', sql`${table.refundedMinor} between 0 and ${table.receivedMinor}`),
  ],
)

/** Every event that a provider sent, as it came; processed by a job. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: id(),
    provider: text('provider', { enum: providers }).notNull(),
    eventId: text('event_id').notNull(),
    kind: text('kind').notNull(),
    /** What it tells, as the provider's adapter read it. */
    event: jsonb('event').notNull(),
    /** The body, byte for byte: what was signed; null once it was kept for long enough. */
    body: bytes('body'),
    /** How it came in: by the provider's call, or found when the books were compared. */
    origin: text('origin', { enum: ['webhook', 'reconciliation'] }).notNull(),
    receivedAt: moment('received_at').notNull(),
    processedAt: moment('processed_at'),
    outcome: text('outcome'),
    tries: integer('tries').notNull().default(0),
    error: text('error'),
  },
  (table) => [
    uniqueIndex('webhook_events_event_key').on(table.provider, table.eventId),
    index('webhook_events_open_idx')
      .on(table.receivedAt)
      .where(sql`${table.processedAt} is null`),
  ],
)

/** Every transfer that a bank told us of, whichever way the news came. */
export const bankTransfers = pgTable(
  'bank_transfers',
  {
    id: id(),
    providerId: text('provider_id').notNull().unique(),
    /** Account, reference, amount, direction and time: the same transfer has one, whatever number it came under. */
    fingerprint: text('fingerprint').notNull().unique(),
    accountNumber: text('account_number').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    code: text('code'),
    content: text('content').notNull(),
    reference: text('reference'),
    transferredAt: moment('transferred_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** `queued` waits for staff, `quarantined` came to an account that is not ours. */
    state: text('state', { enum: ['matched', 'queued', 'quarantined', 'credited', 'returned'] }).notNull(),
    why: text('why'),
    paymentId: uuid('payment_id').references(() => payments.id),
    settledBy: text('settled_by'),
  },
  (table) => [
    index('bank_transfers_payment_idx').on(table.paymentId),
    index('bank_transfers_queue_idx')
      .on(table.transferredAt)
      .where(sql`${table.state} in ('queued', 'quarantined')`),
  ],
)

/** Money that went back. */
export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payments.id),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    reason: text('reason').notNull(),
    /** `asked` until the provider says it is done; what was done may fail weeks later. */
    state: text('state', { enum: ['asked', 'done', 'failed'] }).notNull(),
    /** Why it failed, in the provider's words. */
    why: text('why'),
    providerId: text('provider_id').unique(),
    requestKey: text('request_key').notNull().unique(),
    askedBy: text('asked_by').notNull(),
    askedAt: moment('asked_at').notNull(),
    doneAt: moment('done_at'),
  },
  (table) => [
    index('refunds_payment_idx').on(table.paymentId),
    check('refunds_amount_check', sql`${table.amountMinor} > 0`),
  ],
)

/** A plan that an account has, from one paid period to the next. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: id(),
    accountId: uuid('account_id').notNull(),
    planId: uuid('plan_id').notNull(),
    priceId: uuid('price_id')
      .notNull()
      .references(() => prices.id),
    provider: text('provider', { enum: providers }).notNull(),
    providerId: text('provider_id').unique(),
    state: text('state', { enum: ['trial', 'active', 'past-due', 'cancelled', 'ended'] }).notNull(),
    startedAt: moment('started_at').notNull(),
    periodStartsAt: moment('period_starts_at').notNull(),
    periodEndsAt: moment('period_ends_at').notNull(),
    cancelledAt: moment('cancelled_at'),
    endedAt: moment('ended_at'),
    /** Card plans renew by themselves; transfers ask. */
    renews: text('renews', { enum: ['by-itself', 'by-transfer'] }).notNull(),
    details: jsonb('details').notNull().default({}),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    uniqueIndex('subscriptions_living_key')
      .on(table.accountId)
      .where(sql`${table.endedAt} is null`),
    index('subscriptions_period_idx')
      .on(table.periodEndsAt)
      .where(sql`${table.endedAt} is null`),
  ],
)
