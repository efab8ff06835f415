import { isNull } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { jobRuns, outbox } from '#db/postgres/schema/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { eventLog } from '#server/platform/events/event-log.ts'
import type { EventLog } from '#server/platform/events/port.ts'
import { defineEvent } from '#server/platform/outbox/define-event.ts'
import { recordEvent } from '#server/platform/outbox/record-event.ts'
import { closePostgres, database, inTransaction } from '#server/platform/postgres/postgres.ts'
import { closeRedis, queueRedis } from '#server/platform/redis/redis.ts'
import { relayOutbox, sweepOutbox } from './outbox-relay.ts'
import { subscribe } from './subscribe.ts'
import { sampleJob } from './testing/sample-jobs.ts'

const sampled = defineEvent('sample.taken', z.object({ tag: z.string() }))
const subscriptions = [subscribe(sampled, sampleJob, ({ tag }) => ({ payload: { tag } }))]

const record = (tag: string) =>
  inTransaction((tx) => recordEvent(tx, systemContext('test'), sampled, { tag }))
const tagsOfRuns = async () => {
  const rows = await database().select({ payload: jobRuns.payload }).from(jobRuns)
  return rows.map((row) => (row.payload as { tag: string }).tag).sort()
}

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

test('many relays at once publish each event once, in order', async () => {
  const tags = Array.from({ length: 250 }, (_, index) => `event-${String(index).padStart(3, '0')}`)
  for (const tag of tags) await record(tag)
  const counts = await Promise.all([1, 2, 3, 4].map(() => relayOutbox(eventLog(), subscriptions)))
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(250)
  expect(await tagsOfRuns()).toEqual(tags)
  const entries = await queueRedis().xrange('{marquee:events}:log', '-', '+')
  const logged = entries.map(
    ([, fields]) => (JSON.parse(fields[1] ?? '') as { payload: { tag: string } }).payload.tag,
  )
  expect(logged).toEqual(tags)
})

test('a relay that dies between the log and the mark doubles nothing', async () => {
  await database().delete(jobRuns)
  await record('half-way')
  const before = await queueRedis().xlen('{marquee:events}:log')
  const dying: EventLog = {
    ...eventLog(),
    async publish(events) {
      await eventLog().publish(events)
      throw new Error('killed')
    },
  }
  await expect(relayOutbox(dying, subscriptions)).rejects.toThrow('killed')
  expect(await tagsOfRuns()).toEqual([])
  expect(await relayOutbox(eventLog(), subscriptions)).toBe(1)
  expect(await tagsOfRuns()).toEqual(['half-way'])
  expect(await queueRedis().xlen('{marquee:events}:log')).toBe(before + 1)
})

test('an event that a subscription can not read holds up nothing and is seen as a dead run', async () => {
  await database().delete(jobRuns)
  await record('unreadable')
  await database()
    .update(outbox)
    .set({ payload: { tog: 1 } })
    .where(isNull(outbox.publishedAt))
  await record('behind')
  await relayOutbox(eventLog(), subscriptions)
  const runs = await database().select().from(jobRuns).orderBy(jobRuns.id)
  expect(runs).toMatchObject([
    { state: 'dead', payload: { tog: 1 }, error: { code: 'job.event-not-understood' } },
    { state: 'queued', payload: { tag: 'behind' } },
  ])
})

test('published events are kept for a week', async () => {
  const dayMs = 24 * 60 * 60 * 1000
  await database()
    .update(outbox)
    .set({ publishedAt: new Date(Date.now() - 8 * dayMs) })
  await record('fresh')
  await relayOutbox(eventLog(), [])
  expect(await sweepOutbox()).toBeGreaterThan(200)
  expect(await database().select().from(outbox)).toHaveLength(1)
})
