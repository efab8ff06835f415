import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as clock from '../clock/clock.ts'
import { env } from '../env/env.ts'
import { cacheRedis, closeRedis } from '../redis/redis.ts'
import { budgets, type BudgetName } from './budgets.ts'
import { budgetOf, countRequest } from './count-request.ts'
import { enforceLimit, limitHeaders, LimitPassed } from './enforce-limit.ts'

const start = Date.UTC(2026, 10, 21, 8)
let at = start
vi.mock('../clock/clock.ts', () => ({ now: vi.fn() }))

beforeEach(async () => {
  at = start
  vi.mocked(clock.now).mockImplementation(() => new Date(at))
  await cacheRedis().flushdb()
})
afterAll(async () => {
  await cacheRedis().connect()
  await closeRedis()
})

const passes = async (budget: BudgetName, caller = 'somebody') =>
  (await countRequest(budget, caller))?.waitSeconds === 0

describe('a window', () => {
  it('slides: never more than ten in any second, and ten again as soon as the first ones are a second old', async () => {
    const passed: number[] = []
    for (at = start + 500; at < start + 4500; at += 25) if (await passes('api')) passed.push(at)
    for (const from of passed) {
      // Its edge is a sixtieth of a second wide.
      expect(passed.filter((each) => each >= from && each < from + 980).length).toBeLessThanOrEqual(10)
    }
    expect(passed.length).toBeGreaterThanOrEqual(38)
  })

  it('holds a thousand an hour for whoever keeps below ten a second', async () => {
    let passed = 0
    for (let each = 0; each < 1100; each += 1, at += 200) if (await passes('api')) passed += 1
    expect(passed).toBe(1000)
    const refused = await countRequest('api', 'somebody')
    expect(refused?.waitSeconds).toBeGreaterThan(3000)
    at += (refused?.waitSeconds ?? 0) * 1000
    expect(await passes('api')).toBe(true)
  })

  it('lets none slip by that come at once, and counts each caller and each budget by itself', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => passes('api')))
    expect(results.filter(Boolean)).toHaveLength(10)
    expect(await passes('api', 'somebody else')).toBe(true)
    expect(await passes('page')).toBe(true)
  })

  it('is forgotten by Redis once it is over', async () => {
    await passes('api')
    const lives = await Promise.all((await cacheRedis().keys('*')).map((key) => cacheRedis().pttl(key)))
    expect(lives.toSorted((one, other) => one - other).map((life) => Math.round(life / 1000))).toEqual([
      1, 3660,
    ])
  })
})

it('two hours of watching with all that belongs to it see no limit', async () => {
  const end = start + 2 * 3600 * 1000
  const pace: [BudgetName, number][] = [
    ['beacon', 5],
    ['heartbeat', 20],
    // New addresses, tracks, what the page asks while the film goes on.
    ['page', 30],
  ]
  for (at = start; at < end; at += 5000) {
    for (const [budget, everySeconds] of pace) {
      if ((at - start) % (everySeconds * 1000) === 0) expect(await passes(budget)).toBe(true)
    }
  }
})

it('tells how one stands, and refuses with how long to wait', async () => {
  const first = await enforceLimit('api', 'somebody')
  expect(first && limitHeaders(first)).toEqual({
    'ratelimit-policy': '"api-1s";q=10;w=1, "api-3600s";q=1000;w=3600',
    ratelimit: '"api-1s";r=9;t=1, "api-3600s";r=999;t=3600',
  })
  for (let each = 0; each < 9; each += 1) await enforceLimit('api', 'somebody')
  const refusal: unknown = await enforceLimit('api', 'somebody').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(LimitPassed)
  expect(refusal).toMatchObject({ status: 429, code: 'limit.passed', params: { seconds: 2 } })
})

it('the operator says how much a program may ask', () => {
  expect(budgetOf('api').windows).toEqual(budgets.api.windows)
  env().API_LIMIT_PER_SECOND = 50
  expect(budgetOf('api').windows[0]).toEqual({ seconds: 1, requests: 50 })
  env().API_LIMIT_PER_SECOND = 10
  env().LIMITS_SCALE = 0.001
  expect(budgetOf('beacon').windows).toEqual([{ seconds: 60, requests: 1 }])
  env().LIMITS_SCALE = 1
  expect(budgetOf('beacon').windows).toEqual(budgets.beacon.windows)
})

it('without Redis requests go on, at once and uncounted', async () => {
  cacheRedis().disconnect()
  await expect.poll(() => cacheRedis().status).toBe('end')
  const from = performance.now()
  for (let each = 0; each < 20; each += 1) expect(await countRequest('api', 'somebody')).toBeNull()
  // Each would wait for a quarter of a second.
  expect(performance.now() - from).toBeLessThan(20 * 250)
})
