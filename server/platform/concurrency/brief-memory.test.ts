import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BriefMemory } from './brief-memory.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const answers = () => {
  let asked = 0
  return async () => ++asked
}

it('asks once while an answer is believed, also for callers at the same time', async () => {
  const memory = new BriefMemory<number>({ keptMs: 100, most: 10 })
  const ask = answers()
  expect(await Promise.all([memory.recall('a', ask), memory.recall('a', ask)])).toEqual([1, 1])
  vi.advanceTimersByTime(99)
  expect(await memory.recall('a', ask)).toBe(1)
  vi.advanceTimersByTime(1)
  expect(await memory.recall('a', ask)).toBe(2)
})

it('asks anew after a failure, and for what it was told to forget', async () => {
  const memory = new BriefMemory<number>({ keptMs: 100, most: 10 })
  await expect(memory.recall('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  const ask = answers()
  expect(await memory.recall('a', ask)).toBe(1)
  memory.forget('a')
  expect(await memory.recall('a', ask)).toBe(2)
})

it('forgets the oldest beyond so many', async () => {
  const memory = new BriefMemory<number>({ keptMs: 100, most: 2 })
  const ask = answers()
  for (const key of ['a', 'b', 'c']) await memory.recall(key, ask)
  expect(await memory.recall('c', ask)).toBe(3)
  expect(await memory.recall('a', ask)).toBe(4)
})
