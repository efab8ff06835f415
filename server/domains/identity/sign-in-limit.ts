import { createHash } from 'node:crypto'
import { cacheRedis } from '../../platform/redis/redis.ts'
import { tooManyAttempts } from './errors.ts'

const failuresAllowed = 10
const windowSeconds = 15 * 60

/** Counts a try for this address at this account before the password is looked at, so that tries at once can't slip by. */
export async function countAttempt(attempt: { email: string; address: string }): Promise<void> {
  const key = keyOf(attempt)
  const results = await cacheRedis().multi().incr(key).expire(key, windowSeconds, 'NX').ttl(key).exec()
  const tries = Number(results?.[0]?.[1] ?? 0)
  const secondsLeft = Number(results?.[2]?.[1] ?? windowSeconds)
  if (tries > failuresAllowed) throw tooManyAttempts(Math.max(1, secondsLeft))
}

/** Forgets the failures before a sign-in that worked. */
export async function forgetAttempts(attempt: { email: string; address: string }): Promise<void> {
  await cacheRedis().del(keyOf(attempt))
}

/** Hashed, so that a look into Redis tells no addresses. */
function keyOf({ email, address }: { email: string; address: string }): string {
  const hash = createHash('sha256').update(`${email}\n${address}`).digest('base64url')
  return `marquee:sign-in:${hash}`
}
