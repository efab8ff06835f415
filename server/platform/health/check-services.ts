import { documents } from '../mongo/mongo.ts'
import { connection } from '../postgres/postgres.ts'
import { cacheRedis, queueRedis } from '../redis/redis.ts'

export type ServiceName = 'postgres' | 'redisQueue' | 'redisCache' | 'mongo'
export type Readiness = { ready: boolean; services: Partial<Record<ServiceName, 'up' | 'down'>> }

const answerWithinMs = 2000

const checks: Record<ServiceName, () => Promise<unknown>> = {
  postgres: () => connection().sql`select 1`,
  redisQueue: () => queueRedis().ping(),
  redisCache: () => cacheRedis().ping(),
  mongo: () => documents().command({ ping: 1 }),
}

/** Asks each of these services for an answer within two seconds and says which are down. */
export async function checkServices(names: ServiceName[]): Promise<Readiness> {
  const states = await Promise.all(
    names.map(async (name) => [name, (await answers(checks[name])) ? 'up' : 'down'] as const),
  )
  return { ready: states.every(([, state]) => state === 'up'), services: Object.fromEntries(states) }
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs)
  })
  try {
    return await Promise.race([check().then(() => true), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
