import { expect, test } from 'vitest'
import { atMost } from './at-most.ts'

test('never more than the lanes at once, in order, and each lane is given back after a failure', async () => {
  const run = atMost(2)
  let now = 0
  let most = 0
  const begun: number[] = []
  const work = (name: number) => async () => {
    begun.push(name)
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now -= 1
    if (name === 1) throw new Error('failed')
    return name
  }
  const ends = await Promise.allSettled([0, 1, 2, 3, 4].map((name) => run(work(name))))
  expect(most).toBe(2)
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect(ends.map((end) => end.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(await run(work(5))).toBe(5)
})

test('a full line refuses', async () => {
  const run = atMost(1, 1, () => new Error('full'))
  const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 5))
  const first = run(slow)
  const second = run(slow)
  await expect(run(slow)).rejects.toThrow('full')
  await Promise.all([first, second])
  await expect(run(slow)).resolves.toBeUndefined()
})
