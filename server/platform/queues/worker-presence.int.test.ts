import { afterAll, expect, test } from 'vitest'
import { closeRedis, queueRedis } from '../redis/redis.ts'
import { announceWorker, listWorkers, withdrawWorker } from './worker-presence.ts'

const worker = (id: string) => ({
  id,
  host: 'here',
  pid: 1,
  port: 9999,
  queues: [{ name: 'maintenance' as const, concurrency: 1 }],
  startedAt: '2026-01-01T00:00:00.000Z',
})

afterAll(closeRedis)

test('workers are listed while they tell that they live', async () => {
  await announceWorker(worker('b'))
  await announceWorker(worker('a'))
  expect((await listWorkers()).map(({ id }) => id)).toEqual(['a', 'b'])
  await withdrawWorker('a')
  expect(await listWorkers()).toEqual([worker('b')])
})

test('a worker of another release, whose record has another shape, hides no other', async () => {
  await announceWorker(worker('b'))
  const unknown = { ...worker('next'), queues: ['thumbnails'] }
  await queueRedis().hset('marquee:{workers}:info', { next: JSON.stringify(unknown), broken: '{' })
  expect((await listWorkers()).map(({ id }) => id)).toEqual(['b'])
})
