import { expect, test } from 'vitest'
import { z } from 'zod'
import english from '#i18n/messages/en/jobs.json' with { type: 'json' }
import vietnamese from '#i18n/messages/vi/jobs.json' with { type: 'json' }
import { defineJob } from '#server/platform/queues/define-job.ts'
import { buildRegistry, handle } from './define-handler.ts'
import { findDefinitions } from './find-definitions.ts'
import { parseQueues } from './queue-options.ts'
import { handlers } from '../registry.ts'
import { subscriptions } from '../subscriptions.ts'

const job = (name: string) =>
  defineJob({
    name,
    queue: 'notify',
    schema: z.object({}),
    attempts: 1,
    backoff: { delayMs: 1, maxDelayMs: 1 },
    timeoutMs: 1000,
  })
const nothing = async () => {}

test('every job that a domain defines has its handler, and every subscription a job', async () => {
  const registry = buildRegistry(await findDefinitions(), handlers)
  for (const { job } of subscriptions) expect(registry.has(job.name)).toBe(true)
})

test('every job has its name in words, for whoever looks at what runs', async () => {
  const names = (await findDefinitions()).map(({ name }) => name).toSorted()
  for (const { name } of [english, vietnamese]) expect(Object.keys(name).toSorted()).toEqual(names)
})

test('a definition without a handler is refused by name', () => {
  const known = job('known')
  expect(() => buildRegistry([known, job('forgotten')], [handle(known, nothing)])).toThrow('forgotten')
})

test('two of one name are refused', () => {
  const twice = handle(job('twice'), nothing)
  expect(() => buildRegistry([], [twice, twice])).toThrow('Two handlers')
  expect(() => buildRegistry([twice.definition, job('twice')], [twice])).toThrow('Two jobs')
})

test('queues are chosen by name and number', () => {
  expect(parseQueues('encode,notify:3')).toEqual([
    { name: 'encode', concurrency: 1 },
    { name: 'notify', concurrency: 3 },
  ])
  expect(parseQueues(undefined)).toHaveLength(5)
  expect(() => parseQueues('films')).toThrow('There is no queue films')
  expect(() => parseQueues('encode:0')).toThrow('no number')
})
