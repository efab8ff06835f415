import { beforeAll, expect, test, vi } from 'vitest'
import { notFound } from '../platform/errors/app-error.ts'
import { renderMetrics } from '../platform/metrics/metrics.ts'

vi.mock('./session.ts', () => ({ currentActor: async () => ({ kind: 'anonymous' }) }))

beforeAll(() => {
  vi.stubEnv('LOG_LEVEL', 'silent')
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL']) {
    vi.stubEnv(name, 'unused://')
  }
  vi.stubEnv('AUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('SIGNING_SECRET', 'x'.repeat(32))
})

test('an address without parts in brackets answers: Next gives it no parameters at all', async () => {
  const { route } = await import('./route.ts')
  const get = route(async () => Response.json({ fine: true }))
  const segment = { params: Promise.resolve(undefined) } as unknown as Parameters<typeof get>[1]
  const response = await get(new Request('http://localhost/api/titles'), segment)
  expect(response.status).toBe(200)
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('an error is answered as a problem, and counted under the pattern of its address', async () => {
  const { route } = await import('./route.ts')
  const get = route<{ id: string }>(async (_request, _context, { id }) => {
    throw notFound('title', id)
  })
  const response = await get(new Request('http://localhost/api/titles/42'), {
    params: Promise.resolve({ id: '42' }),
  })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'title.not-found' })
  const { text } = await renderMetrics()
  expect(text).toContain('marquee_http_requests_total{route="/api/titles/[id]",method="GET",status="404"} 1')
})
