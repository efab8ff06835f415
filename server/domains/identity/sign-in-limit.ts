import { createHash } from 'node:crypto'
import { cacheRedis } from '../../platform/redis/redis.ts'
import { tooManyAttempts } from './errors.ts'

const windowSeconds = 15 * 60
/** A person who mistypes stays far below. */
const triesFromOneAddress = 10
/**
 * A guesser may change the address, or make one up where no proxy sets the header. High enough that keeping
 * somebody out by failing in their name is work.
 */
const triesFromAll = 100

type Attempt = { email: string; address: string }

/** Counts a try at this account before the password is looked at, so that tries at once can't slip by. */
export async function countAttempt(attempt: Attempt): Promise<void> {
  const [own, all] = keysOf(attempt)
  // The account's own count leaves out what the first limit has stopped already, or one address could use it up.
  await count(own, triesFromOneAddress)
  await count(all, triesFromAll)
}

async function count(key: string, allowed: number): Promise<void> {
  const results = await cacheRedis().multi().incr(key).expire(key, windowSeconds, 'NX').ttl(key).exec()
  const tries = Number(results?.[0]?.[1] ?? 0)
  const secondsLeft = Number(results?.[2]?.[1] ?? windowSeconds)
  if (tries > allowed) throw tooManyAttempts(Math.max(1, secondsLeft))
}

/** Forgets the failures before a sign-in that worked. */
export async function forgetAttempts(attempt: Attempt): Promise<void> {
  await cacheRedis().del(...keysOf(attempt))
}

/** One key for the account from this address, one from all. Hashed, so that a look into Redis tells no addresses. */
function keysOf({ email, address }: Attempt): [own: string, all: string] {
  return [keyOf(`${email}\n${address}`), keyOf(email)]
}

function keyOf(text: string): string {
  return `marquee:sign-in:${createHash('sha256').update(text).digest('base64url')}`
}
