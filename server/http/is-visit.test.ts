import { beforeAll, describe, expect, it, vi } from 'vitest'
import { isVisit } from './is-visit.ts'

beforeAll(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
})

const visit = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  isVisit({ url, headers, method })

describe('a visit', () => {
  it.each(['/', '/en', '/films', '/en/series', '/titles/hem-cut-88', '/titles?genre=drama&sort=name'])(
    '%s',
    (url) => expect(visit(url, { cookie: 'NEXT_LOCALE=en; marquee.device=a' })).toBe(true),
  )

  it.each([
    '/sign-in',
    '/my-list',
    '/history',
    '/admin/titles',
    '/watch/hem-cut-88',
    '/api/me',
    '/films?genre=a&_rsc=b',
    '/films?genre=%2e%2e',
    '/titles/a/b',
    '/titles/%2e%2e',
    '//elsewhere.example/',
    'http://elsewhere.example/',
    '/?callbackUrl=/',
    '',
  ])('is not %s', (url) => expect(visit(url)).toBe(false))

  it.each<Record<string, string>>([
    { cookie: 'a=b; next-auth.session-token=x' },
    { cookie: 'next-auth.session-token=' },
    { cookie: 'marquee.profile=x' },
    { authorization: 'Bearer x' },
    { rsc: '1' },
    { 'next-router-prefetch': '1' },
    { 'next-router-segment-prefetch': '/_tree' },
    { 'next-action': 'x' },
    { range: 'bytes=0-1' },
  ])('does not bring %o', (headers) => expect(visit('/', headers)).toBe(false))

  it('only reads', () => {
    for (const method of ['POST', 'HEAD', 'PUT']) expect(visit('/', {}, method)).toBe(false)
  })
})
