import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../platform/context/context.ts'
import { cacheRedis, closeRedis } from '../platform/redis/redis.ts'
import { limitPage } from './limit-page.ts'
import { route } from './route.ts'

const asked = vi.hoisted(() => ({ sessionId: '' }))
vi.mock('./session.ts', () => ({
  currentActor: async (): Promise<Actor> =>
    asked.sessionId === ''
      ? { kind: 'anonymous' }
      : { kind: 'account', accountId: 'a', role: 'viewer', sessionId: asked.sessionId },
}))

const spec = { summary: 'Does.', access: 'public', answers: { 204: null } } as const
const done = async () => new Response(null, { status: 204 })
const page = route({ ...spec, budget: 'page' }, done)
const heartbeat = route({ ...spec, budget: 'heartbeat' }, done)
const code = route({ ...spec, budget: 'code' }, done)

const ask = (handler: typeof page, headers: Record<string, string> = {}) =>
  handler(new Request('http://localhost/api/things', { headers }), { params: Promise.resolve({}) })
const token = { authorization: 'Bearer x.y.z' }

async function countPassed(handler: typeof page, times: number, headers: Record<string, string> = {}) {
  const answers = await Promise.all(Array.from({ length: times }, () => ask(handler, headers)))
  return answers.filter((answer) => answer.status === 204).length
}

beforeEach(async () => {
  asked.sessionId = 'one'
  await cacheRedis().flushdb()
})
afterAll(closeRedis)

describe('a route', () => {
  it('refuses who passes the budget as a problem that says how long to wait', async () => {
    for (let each = 0; each < 10; each += 1) expect((await ask(page, token)).status).toBe(204)
    const refused = await ask(page, token)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({
      code: 'limit.passed',
      params: { seconds: expect.any(Number) },
    })
    const headers = Object.fromEntries(refused.headers)
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'ratelimit-policy': '"api-1s";q=10;w=1, "api-3600s";q=1000;w=3600',
      ratelimit: expect.stringContaining('"api-1s";r=0;t='),
    })
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })

  it('counts a program by the budget for programs, whatever it asks, but for what has its own pace', async () => {
    expect(await countPassed(page, 30, token)).toBe(10)
    expect(await countPassed(heartbeat, 30, token)).toBe(30)
    expect(await countPassed(page, 30)).toBe(30)
  })

  it('counts each session by itself, and codes by address whoever is signed in', async () => {
    expect(await countPassed(page, 20, token)).toBe(10)
    asked.sessionId = 'another'
    expect(await countPassed(page, 20, token)).toBe(10)
    expect(await countPassed(code, 20)).toBe(10)
    asked.sessionId = 'a third'
    expect(await countPassed(code, 20)).toBe(0)
  })
})

it('a page is rendered 600 times in ten seconds for one address, then told to wait in its language', async () => {
  const refusals = await Promise.all(Array.from({ length: 601 }, () => limitPage(new Headers(), 'en')))
  const [refused, ...more] = refusals.filter((each) => each !== null)
  expect(more).toEqual([])
  expect(refused?.status).toBe(429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused?.text()).toMatch(/<html lang="en">.*Wait \d+ seconds/)
  expect(await (await limitPage(new Headers(), 'vi'))?.text()).toMatch(/<html lang="vi">.*Hãy đợi \d+ giây/)
})
