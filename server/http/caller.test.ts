import { beforeEach, describe, expect, it, vi } from 'vitest'
import { callerOf, isForwarded, isFromTrusted } from './caller.ts'
import { networkOf } from '../platform/limits/network-of.ts'

let raw: { socket: { remoteAddress: string }; rawHeaders: string[] }
vi.mock('./raw-request.ts', () => ({ rawRequest: () => raw }))

beforeEach(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
  vi.stubEnv('TRUSTED_PROXIES', '10.0.0.0/8')
})

const forged = new Headers({ 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-country': 'us' })
const from = (remoteAddress: string, rawHeaders: string[] = []) => {
  raw = { socket: { remoteAddress }, rawHeaders }
}

describe('callerOf', () => {
  it('believes forwarding headers of a proxy of ours, the last address of several', () => {
    from('::ffff:10.1.2.3')
    expect(callerOf(forged)).toMatchObject({ address: '198.51.100.7', country: 'US' })
  })

  it('believes nobody else, whatever they send', () => {
    from('192.0.2.1')
    expect(callerOf(forged)).toMatchObject({ address: '192.0.2.1', country: null })
  })
})

it('metrics are read from this machine and from proxies that speak for themselves', () => {
  const seen = (address: string, headers: string[] = []) => {
    from(address, headers)
    return isFromTrusted() && !isForwarded(new Headers())
  }
  expect([seen('127.0.0.1'), seen('::1'), seen('10.1.2.3')]).toEqual([true, true, true])
  expect([seen('192.0.2.1'), seen('10.1.2.3', ['X-Forwarded-For', '192.0.2.1'])]).toEqual([false, false])
})

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:0db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
