import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import { sessionIdOf, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { cacheRedis } from '../../platform/redis/redis.ts'
import { findAccount } from './account.repository.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { passwordNeeded, signInNeeded } from './errors.ts'
import { confirmPasswordSchema } from './schemas.ts'
import { findSession } from './session.repository.ts'

const freshSeconds = 5 * 60

/**
 * Wants a sign-in, or the password once more, from within the last five minutes: a browser left open is not enough for
 * what takes a whole household's data away. Throws `account.password-needed`, or `account.sign-in-needed` where the
 * account has no password.
 */
export async function requireFreshProof(context: Context): Promise<void> {
  const accountId = requireAccountId(context)
  const sessionId = sessionIdOf(context)
  const found = sessionId === undefined ? null : await findSession(sessionId)
  if (sessionId !== undefined && found?.session.accountId === accountId) {
    if (context.now.getTime() - found.session.createdAt.getTime() < freshSeconds * 1000) return
    if ((await cacheRedis().exists(keyOf(sessionId))) > 0) return
  }
  throw (await findAccount(accountId))?.passwordHash === null ? signInNeeded() : passwordNeeded()
}

/**
 * Takes the password of the account that asks, so that its session is as good as new for five minutes. Throws
 * `account.wrong-password`, `account.no-password`, `auth.too-many-attempts`.
 */
export async function proveAgain(context: Context, input: { password: string }): Promise<void> {
  authorize(context, 'account.own')
  const { password } = parseInput(confirmPasswordSchema, input)
  await confirmOwnPassword(context, password)
  const sessionId = sessionIdOf(context)
  // Should Redis lose it, the password is asked for once more.
  if (sessionId !== undefined) await cacheRedis().set(keyOf(sessionId), '1', 'EX', freshSeconds)
}

function keyOf(sessionId: string): string {
  return `marquee:proved:${sessionId}`
}
