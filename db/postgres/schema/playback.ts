import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from './columns.ts'

/** One player playing one asset; alive while heartbeats come. */
export const playbackSessions = pgTable(
  'playback_sessions',
  {
    id: id(),
    accountId: uuid('account_id').notNull(),
    /** The sign-in that plays. */
    sessionId: uuid('session_id').notNull(),
    profileId: uuid('profile_id').notNull(),
    titleId: uuid('title_id').notNull(),
    assetId: uuid('asset_id').notNull(),
    versionId: uuid('version_id').notNull(),
    startedAt: moment('started_at').notNull(),
    heartbeatAt: moment('heartbeat_at').notNull(),
    /** Lines of the tallest picture that its right allows; null: no limit. */
    maxHeight: integer('max_height'),
    endedAt: moment('ended_at'),
    endReason: text('end_reason', {
      enum: ['left', 'silent', 'stopped-by-owner', 'stopped-by-staff', 'session-ended', 'right-ended'],
    }),
  },
  (table) => [
    index('playback_sessions_live_idx')
      .on(table.accountId, table.heartbeatAt)
      .where(sql`${table.endedAt} is null`),
    index('playback_sessions_session_idx').on(table.sessionId),
  ],
)

/** Links that an operator made for players without cookies; each lives until its expiry unless revoked. */
export const operatorLinks = pgTable('operator_links', {
  id: id(),
  assetId: uuid('asset_id').notNull(),
  versionId: uuid('version_id').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
})
