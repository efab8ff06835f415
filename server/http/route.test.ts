import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../platform/context/context.ts'
import { notFound } from '../platform/errors/app-error.ts'
import { renderMetrics } from '../platform/metrics/metrics.ts'

vi.mock('./session.ts', () => ({ currentActor: async () => actor }))
vi.mock('./limit-caller.ts', () => ({ limitCaller: async () => null }))

let actor: Actor = { kind: 'anonymous' }
const spec = { summary: 'Does.', access: 'public', budget: 'page', answers: { 200: null } } as const

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
  const get = route(spec, async () => Response.json({ fine: true }))
  const segment = { params: Promise.resolve(undefined) } as unknown as Parameters<typeof get>[1]
  const response = await get(new Request('http://localhost/api/titles'), segment)
  expect(response.status).toBe(200)
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('an error is answered as a problem, and counted under the pattern of its address', async () => {
  const { route } = await import('./route.ts')
  const get = route<{ id: string }>(spec, async (_request, _context, { id }) => {
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

const none = { params: Promise.resolve({}) }
const sending = (body: BodyInit, type: string | null): Request =>
  new Request('http://localhost/api/things', {
    method: 'POST',
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    ...(type === null ? {} : { headers: { 'content-type': type } }),
  })

test('who may not come in learns nothing about what they sent', async () => {
  const { route } = await import('./route.ts')
  const body = z.object({ name: z.string() })
  const handler = vi.fn(async () => new Response(null, { status: 204 }))
  const post = route({ ...spec, access: 'title.write', body }, handler)
  const asked = async () => (await post(sending('nonsense', 'text/plain'), none)).status
  actor = { kind: 'anonymous' }
  expect(await asked()).toBe(401)
  actor = { kind: 'account', accountId: 'a', role: 'viewer' }
  expect(await asked()).toBe(403)
  expect(handler).not.toHaveBeenCalled()
  actor = { kind: 'account', accountId: 'a', role: 'admin' }
  expect(await asked()).toBe(415)
})

test('a body must say that it is what the spec wants', async () => {
  const { route } = await import('./route.ts')
  const handler = async () => new Response(null, { status: 204 })
  const json = route({ ...spec, body: z.unknown() }, handler)
  const bytes = route({ ...spec, body: { mediaType: 'image/*' } }, handler)
  const status = async (post: typeof json, type: string | null) =>
    (await post(sending('{}', type), none)).status
  for (const type of ['application/json', 'application/json; charset=utf-8', 'application/merge-patch+json'])
    expect(await status(json, type)).toBe(204)
  for (const type of [null, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
    expect(await status(json, type)).toBe(415)
  expect(await status(bytes, 'image/png')).toBe(204)
  expect(await status(bytes, 'application/json')).toBe(415)
})

test.each(['http://localhost/api/things?q=a%00b', 'http://localhost/api/things?a%00=b'])(
  'refuses %s: no text has a NUL',
  async (url) => {
    const { route } = await import('./route.ts')
    const get = route(spec, async () => new Response(null))
    const response = await get(new Request(url), none)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'input.invalid' })
  },
)
