import { encode } from 'next-auth/jwt'
import { beforeAll, expect, test, vi } from 'vitest'
import { playCookieHeader } from './play-cookie.ts'
import { callerOf } from './caller.ts'
import { deviceCookieHeader } from './device-cookie.ts'
import { namedProfile, profileCookieHeader } from './profile-cookie.ts'
import { nextAuthCookies, sessionIdOf } from './session-cookie.ts'

const secret = 'x'.repeat(32)

beforeAll(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, secret)
  vi.stubEnv('MARQUEE_PUBLIC_URL', 'https://marquee.example')
})

test('cookies of a site with TLS are out of reach of scripts, of other sites and of other hosts', () => {
  for (const { name, options } of Object.values(nextAuthCookies())) {
    expect(name).toMatch(/^__Host-/)
    expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  }
  expect(deviceCookieHeader('abc')).toMatch(
    /^__Host-marquee\.device=abc; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(profileCookieHeader('two')).toMatch(
    /^__Host-marquee\.profile=two; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
  )
  // For one path alone, which `__Host-` does not allow.
  expect(playCookieHeader('7', 'abc')).toMatch(
    /^__Secure-marquee\.play=abc; Path=\/v\/7\/; .*; HttpOnly; SameSite=Strict; Secure$/,
  )
})

test('over TLS a session, a device or a profile is known by the cookie of this host alone', async () => {
  const token = await encode({ token: { sid: 'one' }, secret })
  expect(await sessionIdOf(`__Host-next-auth.session-token=${token}`)).toBe('one')
  for (const prefix of ['', '__Secure-'])
    expect(await sessionIdOf(`${prefix}next-auth.session-token=${token}`)).toBeNull()
  const deviceOf = (cookie: string) => callerOf(new Headers({ cookie })).deviceId
  expect(deviceOf('__Host-marquee.device=a')).toBe('a')
  expect(deviceOf('marquee.device=a')).toBeNull()
  expect(namedProfile('__Host-marquee.profile=two')).toBe('two')
  expect(namedProfile('marquee.profile=two')).toBeNull()
})
