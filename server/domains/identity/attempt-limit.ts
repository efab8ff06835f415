import { createHash } from 'node:crypto'
import { budgets, type BudgetName } from '../../platform/limits/budgets.ts'
import { networkOf } from '../../platform/limits/network-of.ts'
import { cacheRedis } from '../../platform/redis/redis.ts'
import { tooManyAttempts } from './errors.ts'
import type { Caller } from './schemas.ts'

/** Mails that one address is sent for the same purpose, whether it has an account or not. */
const mailsToOneAddress = [
  { seconds: 15 * 60, requests: 3 },
  { seconds: 24 * 60 * 60, requests: 10 },
] as const

type Window = { seconds: number; requests: number }

/** Counts one more of what the key names; throws `auth.too-many-attempts` once a window is full. */
export async function countWithin(key: string, windows: readonly Window[]): Promise<void> {
  for (const { seconds, requests } of windows) {
    const name = `${keyOf(key)}:${seconds}`
    const results = await cacheRedis().multi().incr(name).expire(name, seconds, 'NX').ttl(name).exec()
    const tries = Number(results?.[0]?.[1] ?? 0)
    const secondsLeft = Number(results?.[2]?.[1] ?? seconds)
    if (tries > requests) throw tooManyAttempts(Math.max(1, secondsLeft))
  }
}

/** Forgets what was counted. */
export async function forgetCounts(keys: readonly string[], windows: readonly Window[]): Promise<void> {
  await cacheRedis().del(keys.flatMap((key) => windows.map(({ seconds }) => `${keyOf(key)}:${seconds}`)))
}

/** Counts a try of this network address, of IPv6 its whole /64, against the budget. */
export async function countCaller(budget: BudgetName, caller: Caller): Promise<void> {
  await countWithin(`${budget}\n${networkOf(caller.address)}`, budgets[budget].windows)
}

/** Counts a mail that somebody asks to be sent to an address, so that its reader is not flooded. */
export async function countMail(purpose: string, email: string): Promise<void> {
  await countWithin(`mail\n${purpose}\n${email}`, mailsToOneAddress)
}

/** Hashed, so that a look into Redis tells no addresses. */
function keyOf(text: string): string {
  return `marquee:attempts:${createHash('sha256').update(text).digest('base64url')}`
}
