import { expect, it } from 'vitest'
import { callsNoAction, findRefusal } from './refuse-request.ts'

it.each([
  ['/api/me', 'DELETE', 'GET, HEAD, OPTIONS'],
  ['/api/me/', 'POST', 'GET, HEAD, OPTIONS'],
  ['/api/me/watchlist/42', 'GET', 'DELETE, OPTIONS, PUT'],
  ['/api/uploads/known', 'PATCH', 'OPTIONS, POST'],
  ['/api/health', 'TRACE', 'GET, HEAD, OPTIONS'],
  ['/api/openapi.json', 'POST', 'GET, HEAD, OPTIONS'],
  ['/api/uploads', 'PATCH', 'GET, HEAD, OPTIONS, POST'],
  ['/admin/titles/export', 'PUT', 'GET, HEAD, OPTIONS'],
  ['/en/admin/titles/export', 'POST', 'GET, HEAD, OPTIONS'],
  ['/.well-known/jwks.json', 'PUT', 'GET, HEAD, OPTIONS'],
  ['/s/a/b/media/c', 'POST', 'GET, HEAD, OPTIONS'],
])('%s takes no %s', (pathname, method, allow) => {
  expect(findRefusal(pathname, method)).toEqual({ kind: 'method', allow })
})

it.each([
  ['/api/me', 'HEAD'],
  ['/api/me/watchlist/42', 'PUT'],
  ['/api/uploads/42', 'PATCH'],
  ['/api/uploads', 'POST'],
  ['/api/nothing/here', 'DELETE'],
  ['/films', 'POST'],
])('%s by %s is for the route to answer', (pathname, method) => {
  expect(findRefusal(pathname, method)).toBeNull()
})

it('names an address that can not be decoded', () => {
  expect(findRefusal('/api/titles/%E0%A4%A/artwork', 'PUT')).toEqual({ kind: 'malformed' })
})

const action = `7f${'0'.repeat(40)}`
const cachedRead = `c0${'0'.repeat(40)}`
const form = { 'content-type': 'multipart/form-data; boundary=x' }

it.each([
  ['a cached read', 'POST', '/', { 'next-action': cachedRead }, true],
  ['a cached read, spelled large', 'POST', '/films', { 'next-action': cachedRead.toUpperCase() }, true],
  ['a cached read by a form', 'POST', '/films', { ...form, 'next-action': `e0${'0'.repeat(40)}` }, true],
  ['what fields of a form name', 'POST', '/register', form, true],
  ['an action', 'POST', '/register', { 'next-action': action }, false],
  ['an action with parts', 'POST', '/register', { ...form, 'next-action': action }, false],
  [
    'a form without scripts',
    'POST',
    '/register',
    { 'content-type': 'application/x-www-form-urlencoded' },
    false,
  ],
  ['what a route takes', 'POST', '/api/uploads', form, false],
  ['a page', 'GET', '/films', { 'next-action': cachedRead }, false],
])('%s (%s %s) is refused as no action: %#', (_what, method, url, headers, refused) => {
  expect(callsNoAction({ method, url, headers })).toBe(refused)
})
