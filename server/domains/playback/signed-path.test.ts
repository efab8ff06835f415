import { describe, expect, it, vi } from 'vitest'
import { readSignedPath, signMediaPath } from './signed-path.ts'

const now = new Date('2026-11-21T07:00:00Z')
const version = 'media/0199-asset/0199-version'
const hourMs = 3_600_000

vi.mock('../../platform/env/env.ts', () => ({
  env: () => ({ SIGNING_SECRET: 'a-signing-secret-for-tests-only-0123456789' }),
}))

function take(path: string) {
  const [, s, signature = '', expiry = '', ...segments] = path.split('/')
  expect(s).toBe('s')
  return { signature, expiry, segments }
}

describe('a playback path', () => {
  const manifest = () => take(signMediaPath(`${version}/hls.m3u8`, { lifetime: 'playback', now }))

  it('opens every file of its version and no other', () => {
    const signed = manifest()
    const with_ = (key: string) => ({ ...signed, segments: key.split('/') })
    expect(readSignedPath(with_(`${version}/video-240p.mp4`), now).key).toBe(`${version}/video-240p.mp4`)
    expect(readSignedPath(with_(`${version}/storyboard/1.webp`), now).key).toBe(
      `${version}/storyboard/1.webp`,
    )
    expect(() => readSignedPath(with_('media/0199-asset/0199-other/hls.m3u8'), now)).toThrow('not signed')
    expect(() => readSignedPath(with_('artwork/poster.webp'), now)).toThrow('not signed')
  })

  it('lasts six to twelve hours and is the same within one window', () => {
    const { secondsLeft } = readSignedPath(manifest(), now)
    expect(secondsLeft).toBeGreaterThanOrEqual(6 * 3600)
    expect(secondsLeft).toBeLessThanOrEqual(12 * 3600)
    const later = new Date(now.getTime() + hourMs)
    expect(signMediaPath(`${version}/hls.m3u8`, { lifetime: 'playback', now: later })).toBe(
      signMediaPath(`${version}/hls.m3u8`, { lifetime: 'playback', now }),
    )
  })

  it('is refused once expired', () => {
    const signed = manifest()
    const end = new Date(Number(signed.expiry) * 1000)
    expect(readSignedPath(signed, new Date(end.getTime() - 1000)).secondsLeft).toBe(1)
    expect(() => readSignedPath(signed, end)).toThrow('expired')
  })

  it('is refused when any part of it was altered', () => {
    const signed = manifest()
    const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
    const altered = [
      { ...signed, signature: flip(signed.signature) },
      { ...signed, signature: '' },
      { ...signed, signature: `${signed.signature}A` },
      { ...signed, expiry: String(Number(signed.expiry) + 1) },
      { ...signed, expiry: `0${signed.expiry}` },
      { ...signed, expiry: 'never' },
    ]
    for (const input of altered) expect(() => readSignedPath(input, now)).toThrow('not signed')
  })

  it('never leaves its folder', () => {
    const signed = manifest()
    const crooked = [
      `${version}/../0199-other/hls.m3u8`,
      `${version}/./hls.m3u8`,
      `${version}//hls.m3u8`,
      `${version}/%2e%2e/hls.m3u8`,
      `${version}/..\\hls.m3u8`,
      version,
    ]
    for (const key of crooked) {
      expect(() => readSignedPath({ ...signed, segments: key.split('/') }, now)).toThrow('not signed')
    }
  })
})

describe('an artwork path', () => {
  it('opens one file for two to four weeks', () => {
    const signed = take(signMediaPath('artwork/a/poster-320.webp', { lifetime: 'artwork', now }))
    const { secondsLeft } = readSignedPath(signed, now)
    expect(secondsLeft).toBeGreaterThanOrEqual(14 * 86_400)
    expect(secondsLeft).toBeLessThanOrEqual(28 * 86_400)
    const other = { ...signed, segments: ['artwork', 'a', 'poster-640.webp'] }
    expect(() => readSignedPath(other, now)).toThrow('not signed')
  })

  it('of a still taken from a film does not open the film', () => {
    const signed = take(signMediaPath(`${version}/posters/1.webp`, { lifetime: 'artwork', now }))
    expect(readSignedPath(signed, now).key).toBe(`${version}/posters/1.webp`)
    const film = { ...signed, segments: `${version}/hls.m3u8`.split('/') }
    expect(() => readSignedPath(film, now)).toThrow('not signed')
  })
})

describe('keys that are never served', () => {
  it.each(['sources/a/film.mp4', 'uploads/a', 'media/a/hls.m3u8', '../media/a/b/c', 'artwork', ''])(
    '%s',
    (key) => {
      expect(() => signMediaPath(key, { lifetime: 'artwork', now })).toThrow('never served')
    },
  )
})
