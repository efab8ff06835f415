import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { endSessionsOf } from './end-session.ts'
import { badRefreshToken, tokenReused } from './errors.ts'
import { giveTokens } from './give-tokens.ts'
import { nextRefreshToken } from './refresh-token.ts'
import {
  insertRefreshToken,
  isUnused,
  lockRefreshToken,
  markTokenUsed,
  type RefreshTokenRow,
} from './refresh-token.repository.ts'
import { forgetSessions } from './resolve-session.ts'
import { refreshSchema, type RefreshInput, type TokensDto } from './schemas.ts'
import { extendSession, type SessionRow } from './session.repository.ts'

const day = 24 * 60 * 60 * 1000
const unusedDays = 30
const mostDays = 365
/** An honest client asks again this soon: two of its parts at once, or one whose answer was lost. */
const toleranceMs = 30_000

/**
 * Exchanges a refresh token, good once, for new tokens; the session then lasts 30 days more, a year in all. Whoever
 * asks with the same token within 30 seconds is given the same successor, as long as that has not been used itself.
 * Any later second use ends the session (`auth.token-reused`). Throws `auth.bad-refresh-token`.
 */
export async function refreshSession(context: Context, input: RefreshInput): Promise<TokensDto> {
  const { refresh_token: token } = parseInput(refreshSchema, input)
  const used = await inTransaction((tx) => useToken(tx, context, token))
  if ('ended' in used) {
    forgetSessions(used.ended)
    throw tokenReused()
  }
  return giveTokens(used.session, used.role, used.next)
}

async function useToken(tx: Transaction, context: Context, given: string) {
  const found = await lockRefreshToken(tx, hashSecret(given))
  if (!found) throw badRefreshToken()
  const { token, session, account } = found
  const isOver = session.endedAt !== null || session.expiresAt <= context.now || account.lockedAt !== null
  if (isOver || token.expiresAt <= context.now) throw badRefreshToken()
  const next = nextRefreshToken(given)
  const good = { session, role: account.role, next }
  if (token.usedAt === null) {
    await rotate(tx, context, token, session, next)
    return good
  }
  const isSoon = context.now.getTime() - token.usedAt.getTime() <= toleranceMs
  if (isSoon && (await isUnused(tx, hashSecret(next)))) return good
  const ended = await endSessionsOf(tx, context, {
    accountId: account.id,
    only: session.id,
    reason: 'token-reused',
  })
  return { ended }
}

async function rotate(
  tx: Transaction,
  { now }: Context,
  token: RefreshTokenRow,
  session: SessionRow,
  next: string,
): Promise<void> {
  const latest = session.createdAt.getTime() + mostDays * day
  const expiresAt = new Date(Math.min(now.getTime() + unusedDays * day, latest))
  await markTokenUsed(tx, token.id, now)
  await insertRefreshToken(tx, {
    sessionId: session.id,
    tokenHash: hashSecret(next),
    createdAt: now,
    expiresAt,
  })
  await extendSession(tx, session.id, now, expiresAt)
}
