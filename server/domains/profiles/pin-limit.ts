import { cacheRedis } from '../../platform/redis/redis.ts'
import { tooManyTries } from './errors.ts'

const windowSeconds = 15 * 60
const tries = 5
const keyOf = (accountId: string) => `marquee:pin:${accountId}`

/**
 * Counts a try at any PIN of the account before it is looked at, so that tries at once can't slip by; gives how many
 * are left after it. Throws `profile.too-many-tries` from the sixth in 15 minutes on.
 */
export async function countTry(accountId: string): Promise<number> {
  const key = keyOf(accountId)
  const results = await cacheRedis().multi().incr(key).expire(key, windowSeconds, 'NX').ttl(key).exec()
  const count = Number(results?.[0]?.[1] ?? 0)
  if (count > tries) throw tooManyTries(Math.max(1, Number(results?.[2]?.[1] ?? windowSeconds)))
  return tries - count
}

/** Takes back the try that was right; the failures before it stay: who has one PIN could try out another's between. */
export async function takeBackTry(accountId: string): Promise<void> {
  await cacheRedis().decr(keyOf(accountId))
}

/** Forgets all tries once the account's password was told. */
export async function forgetTries(accountId: string): Promise<void> {
  await cacheRedis().del(keyOf(accountId))
}
