import { describe, expect, it } from 'vitest'
import { safeCallbackPath } from './callback-path.ts'

const origin = 'https://marquee.example'
const to = (wanted: string | null) => safeCallbackPath(wanted, origin, '/')

describe('safeCallbackPath', () => {
  it('keeps paths of this site, with their query', () => {
    expect(to('/watch/hem-cut-88?season=1&episode=2')).toBe('/watch/hem-cut-88?season=1&episode=2')
    expect(to(`${origin}/en/films`)).toBe('/en/films')
  })

  it.each([
    null,
    '',
    'https://elsewhere.example/a',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '/.//elsewhere.example',
    'http://marquee.example/',
    '/sign-in?callbackUrl=/sign-in',
    '/en/sign-in',
    '/api/me',
    '/%61pi/auth/signout',
    '/films/../api/me',
    '/metrics',
    '/%zz',
  ])('leads %j home', (wanted) => {
    expect(to(wanted)).toBe('/')
  })
})
