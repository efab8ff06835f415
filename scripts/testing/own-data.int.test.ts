import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import postgres from 'postgres'
import { expect, test } from 'vitest'

test('a test file has a migrated database of its own', async () => {
  const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  const [row] = await sql<{ name: string; tables: number }[]>`
    select current_database() as name, (select count(*)::int from information_schema.tables where table_schema = 'public') as tables`
  expect(row?.name).toMatch(/^test_/)
  expect(row?.tables).toBeGreaterThan(3)
  await sql.end()
})

test('queue and cache Redis are empty and differ', async () => {
  const queue = new Redis(process.env.REDIS_QUEUE_URL ?? '')
  const cache = new Redis(process.env.REDIS_CACHE_URL ?? '')
  expect(await queue.dbsize()).toBe(0)
  await queue.set('here', '1')
  expect(await cache.get('here')).toBeNull()
  expect((await queue.config('GET', 'maxmemory-policy')) as string[]).toContain('noeviction')
  expect((await cache.config('GET', 'maxmemory-policy')) as string[]).toContain('allkeys-lru')
  await Promise.all([queue.quit(), cache.quit()])
})

test('MongoDB counts exactly under concurrent increments and refuses a duplicate key', async () => {
  const client = await new MongoClient(process.env.MONGODB_URL ?? '').connect()
  const counters = client.db().collection<{ _id: string; n: number }>('counters')
  await Promise.all(
    Array.from({ length: 200 }, () => counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { upsert: true })),
  )
  expect(await counters.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 200 })
  await expect(counters.insertOne({ _id: 'a', n: 0 })).rejects.toMatchObject({ code: 11000 })
  await client.close()
})
