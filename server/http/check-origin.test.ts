import { beforeAll, describe, expect, it, vi } from 'vitest'
import { checkOrigin, checkEffectfulGet } from './check-origin.ts'

beforeAll(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
  vi.stubEnv('MARQUEE_PUBLIC_URL', 'https://marquee.example')
})

const cookie = 'a=b; next-auth.session-token=token'
const ask = (headers: Record<string, string>, method = 'POST') => {
  const request = new Request('http://localhost:4100/api/me/tracks', { method, headers })
  return () => checkOrigin(request)
}
const refusal = expect.objectContaining({ code: 'auth.foreign-origin', status: 403 })

describe('checkOrigin', () => {
  it.each([
    'https://elsewhere.example',
    'https://marquee.example.elsewhere.example',
    'http://marquee.example',
    'http://localhost:4101',
    'null',
  ])('refuses what a page of %s changes with the session', (origin) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(ask({ cookie, origin, host: 'localhost:4100' }, method)).toThrow(refusal)
  })

  it.each([
    ['https://marquee.example', 'localhost:4100'],
    ['http://localhost:4100', 'localhost:4100'],
    ['https://other-name.example', 'other-name.example'],
  ])('lets pages of %s through, asked at %s', (origin, host) => {
    expect(ask({ cookie, origin, host, 'sec-fetch-site': 'same-origin' })).not.toThrow()
  })

  it('refuses what the browser says comes from another site, and knows the secure cookie and its parts', () => {
    expect(ask({ cookie, 'sec-fetch-site': 'cross-site' })).toThrow(refusal)
    for (const name of ['__Secure-next-auth.session-token', 'next-auth.session-token.0'])
      expect(ask({ cookie: `${name}=x`, origin: 'https://elsewhere.example' })).toThrow(refusal)
  })

  it('lets through what reads, what has no session and what comes from no page', () => {
    const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(ask({ cookie, ...foreign }, method)).not.toThrow()
    expect(ask(foreign)).not.toThrow()
    expect(ask({ cookie })).not.toThrow()
  })
})

describe('checkEffectfulGet', () => {
  const read = (headers: Record<string, string>) => {
    const request = new Request('http://localhost:4100/api/playback/1', { headers })
    return () => checkEffectfulGet(request)
  }

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'made-up' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ])('refuses what another page has a browser read with an effect: %j', (headers) => {
    expect(read({ cookie, ...headers })).toThrow(refusal)
  })

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://marquee.example' },
    {},
    { 'sec-fetch-site': 'cross-site', authorization: 'Bearer x' },
  ])('lets our own pages, typed addresses and programs through: %j', (headers) => {
    expect(read({ cookie, ...headers })).not.toThrow()
  })
})
