import { cacheRedis } from '../../platform/redis/redis.ts'

/** A PIN that was right opens one title to one profile of one sign-in, for an evening. */
const openSeconds = 4 * 60 * 60

type Unlock = { sessionId: string; profileId: string; titleId: string }

const keyOf = ({ sessionId, profileId, titleId }: Unlock) =>
  `marquee:unlocked:${sessionId}:${profileId}:${titleId}`

/** Remembers it in the cache Redis: should that lose it, the PIN is asked again. */
export async function rememberUnlock(unlock: Unlock): Promise<void> {
  await cacheRedis().set(keyOf(unlock), '1', 'EX', openSeconds)
}

export async function isUnlocked(unlock: Unlock): Promise<boolean> {
  return (await cacheRedis().exists(keyOf(unlock))) === 1
}
