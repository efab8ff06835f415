import { describe, expect, it } from 'vitest'
import { signInHref, watchHref } from './addresses.ts'

describe('addresses', () => {
  it('lead back from signing in to the same page in the same language', () => {
    const watch = watchHref('hem-cut-88', { id: 'e', season: 1, number: 2, name: '' })
    expect(decodeURIComponent(signInHref(watch, 'vi'))).toBe('/sign-in?callbackUrl=/watch/hem-cut-88/s1e2')
    expect(decodeURIComponent(signInHref(watch, 'en'))).toBe('/sign-in?callbackUrl=/en/watch/hem-cut-88/s1e2')
  })

  it('name lessons without a season', () => {
    expect(watchHref('ky-su', { id: 'l', season: null, number: 9, name: '' })).toBe('/watch/ky-su/e9')
    expect(watchHref('dem-tam-bao', null)).toBe('/watch/dem-tam-bao')
  })
})
