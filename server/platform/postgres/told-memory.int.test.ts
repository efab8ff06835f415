import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { env } from '../env/env.ts'
import { tellChange } from './tell-change.ts'
import { closePostgres, inTransaction } from './postgres.ts'
import { ToldMemory } from './told-memory.ts'

const channel = 'test_things'
const memory = new ToldMemory<number>(channel, { keptMs: 60_000, mostSubjects: 2 })
let truth = 0
let asked = 0
const ask = async (): Promise<number> => {
  asked += 1
  return truth
}
const recall = (subject = 'a', thing = 'x') => memory.recall(subject, thing, ask)
const isBelieved = async (): Promise<boolean> => {
  const before = asked
  await recall()
  await recall()
  return asked === before
}
const whoeverElse = postgres(env().DATABASE_URL, { max: 1 })

beforeAll(() => vi.waitUntil(isBelieved, { timeout: 20_000 }))
beforeEach(async () => {
  truth = 1
  memory.forget('a')
  expect(await recall()).toBe(1)
})
afterAll(async () => {
  await whoeverElse.end()
  await closePostgres()
})

it('asks once, and again as soon as a change of this subject is committed', async () => {
  truth = 2
  await inTransaction((tx) => tellChange(tx, channel, 'b'))
  await pause(100)
  expect(await recall()).toBe(1)
  await inTransaction((tx) => tellChange(tx, channel, 'a'))
  await vi.waitUntil(async () => (await recall()) === 2, { timeout: 2000 })
  expect(await isBelieved()).toBe(true)
})

it('what was rolled back changes nothing', async () => {
  const undone = inTransaction(async (tx) => {
    await tellChange(tx, channel, 'a')
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await pause(200)
  expect(await isBelieved()).toBe(true)
})

it('one that is being read while it changes is not believed', async () => {
  memory.forget('a')
  let goOn = (): void => undefined
  const reading = memory.recall('a', 'x', () => new Promise((resolve) => (goOn = () => resolve(1))))
  truth = 2
  await inTransaction((tx) => tellChange(tx, channel, 'a'))
  await pause(200)
  goOn()
  expect(await reading).toBe(1)
  expect(await recall()).toBe(2)
})

it('keeps no more subjects than it may, and no answer that failed', async () => {
  for (const subject of ['b', 'c']) await recall(subject)
  truth = 2
  expect(await recall('a')).toBe(2)
  memory.forget('a')
  await expect(memory.recall('a', 'x', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await recall('a')).toBe(2)
})

it('cut off from PostgreSQL it believes nothing older than two seconds, and hears again by itself', async () => {
  await whoeverElse`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`
  truth = 2
  await inTransaction((tx) => tellChange(tx, channel, 'a'))
  await pause(1900)
  expect(await recall()).toBe(2)
  await vi.waitUntil(isBelieved, { timeout: 20_000 })
})
