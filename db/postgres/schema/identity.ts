import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'

export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    email: text('email').notNull(),
    /** Null until a link sent to the address has been opened. */
    emailVerifiedAt: moment('email_verified_at'),
    displayName: text('display_name').notNull(),
    /** Null for who signs in by mail link alone. */
    passwordHash: text('password_hash'),
    /** Until the address is proved: SHA-256 of the id of the device on which that password was chosen. */
    registeredDeviceHash: text('registered_device_hash'),
    role: text('role', { enum: ['viewer', 'support', 'editor', 'finance', 'admin'] }).notNull(),
    locale: text('locale', { enum: ['vi', 'en'] })
      .notNull()
      .default('vi'),
    /** ISO 3166-1 alpha-2, where no trusted gateway says from where somebody comes. */
    country: text('country'),
    avatar: text('avatar'),
    lockedAt: moment('locked_at'),
    lockReason: text('lock_reason'),
    /** Set while the account waits to be erased; signing in before that moment keeps it. */
    erasesAt: moment('erases_at'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('accounts_email_key').on(sql`lower(${table.email})`),
    index('accounts_erases_at_idx')
      .on(table.erasesAt)
      .where(sql`${table.erasesAt} is not null`),
  ],
)

/** One sign-in on one device, from its beginning to its end; every request, token and socket names one. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['browser', 'api'] }).notNull(),
    /** How the person proved who they are; single sign-on, passkeys and second factors add theirs. */
    methods: text('methods').array().notNull(),
    /** SHA-256 of the id that the device's cookie keeps, so that a device is known again. */
    deviceHash: text('device_hash'),
    userAgent: text('user_agent').notNull(),
    address: text('address').notNull(),
    /** ISO 3166-1 alpha-2, as the trusted gateway tells it. */
    country: text('country'),
    /** Who of the household an API session speaks for; a browser keeps that in a signed cookie. */
    profileId: uuid('profile_id'),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    endReason: text('end_reason', {
      enum: [
        'signed-out',
        'ended-by-owner',
        'ended-by-staff',
        'password-changed',
        'locked',
        'token-reused',
        'erased',
      ],
    }),
  },
  (table) => [
    index('sessions_account_idx').on(table.accountId, table.lastUsedAt),
    index('sessions_device_idx').on(table.accountId, table.deviceHash),
  ],
)

/** Refresh tokens of an API session, each good once; a second use ends the session. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    id: id(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('refresh_tokens_session_idx').on(table.sessionId)],
)

/** What a link in a mail carries: good once, for one purpose, until it ends. */
export const mailTokens = pgTable(
  'mail_tokens',
  {
    id: id(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    purpose: text('purpose', {
      enum: ['verify-email', 'change-email', 'reset-password', 'sign-in'],
    }).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    /** The new address of `change-email`. */
    email: text('email'),
    /** The address that `change-email` replaced, so that its reader can be told. */
    previousEmail: text('previous_email'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('mail_tokens_account_idx').on(table.accountId, table.purpose)],
)

/**
 * What somebody asked for by naming an address: written alike whether there is such an account or not, and gone as soon
 * as a job has answered by mail.
 */
export const accountRequests = pgTable('account_requests', {
  id: id(),
  kind: text('kind', { enum: ['register', 'sign-in', 'reset-password'] }).notNull(),
  email: text('email').notNull(),
  locale: text('locale', { enum: ['vi', 'en'] }).notNull(),
  /** These four of `register`. */
  displayName: text('display_name'),
  passwordHash: text('password_hash'),
  deviceHash: text('device_hash'),
  country: text('country'),
  createdAt: moment('created_at').notNull(),
})

/** Keys that sign access tokens: the newest signs, every one that has not retired is published. */
export const signingKeys = pgTable('signing_keys', {
  /** RFC 7638 thumbprint. */
  kid: text('kid').primaryKey(),
  algorithm: text('algorithm').notNull(),
  publicJwk: jsonb('public_jwk').$type<Record<string, unknown>>().notNull(),
  /** The private JWK, encrypted with a key made of AUTH_SECRET. */
  privateKey: text('private_key').notNull(),
  createdAt: moment('created_at').notNull(),
  retiresAt: moment('retires_at'),
})
