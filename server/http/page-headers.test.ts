import { beforeEach, expect, test, vi } from 'vitest'
import { notFound } from '../platform/errors/app-error.ts'
import { pageHeaders, transportSecurity } from './page-headers.ts'
import { plainRoute } from './route.ts'

vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next/headers', () => ({ headers: async () => new Headers() }))
vi.mock('./limit-caller.ts', () => ({ limitCaller: async () => null }))

const env = vi.hoisted(() => ({
  MARQUEE_PUBLIC_URL: '',
  REALTIME_PUBLIC_URL: 'https://marquee.example',
  NODE_ENV: 'production',
}))
vi.mock('../platform/env/env.ts', () => ({ env: () => env }))

const spec = { summary: 'Tells nothing.', access: 'public', budget: 'page', answers: { 200: null } } as const
const answer = plainRoute(spec, async (request) => {
  if (request.url.endsWith('fault')) throw notFound('title', '1')
  return new Response(null)
})
const ask = (path: string) =>
  answer(new Request(`http://localhost:3000/api/${path}`), { params: Promise.resolve({}) })

beforeEach(() => {
  env.MARQUEE_PUBLIC_URL = 'https://marquee.example'
})

test('over TLS pages, answers and refusals have browsers come by TLS alone, for more than a year', async () => {
  const year = 365 * 24 * 60 * 60
  const told = [
    pageHeaders()['strict-transport-security'],
    (await ask('nothing')).headers.get('strict-transport-security'),
    (await ask('fault')).headers.get('strict-transport-security'),
  ]
  for (const value of told) {
    expect(value).toContain('includeSubDomains')
    expect(Number(/max-age=(\d+)/.exec(value ?? '')?.[1])).toBeGreaterThanOrEqual(year)
  }
})

test('an instance without TLS promises none', async () => {
  env.MARQUEE_PUBLIC_URL = 'http://localhost:3000'
  expect(transportSecurity()).toEqual({})
  expect((await ask('nothing')).headers.has('strict-transport-security')).toBe(false)
})

test('pages take no plug-ins, no other base for their links, no frame and no form elsewhere', () => {
  const policy = pageHeaders()['content-security-policy']?.split('; ')
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]),
  )
})
