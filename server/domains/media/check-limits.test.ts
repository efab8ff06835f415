import { describe, expect, it } from 'vitest'
import type { MediaProbe, ProbedVideo } from '../../platform/media-tools/port.ts'
import { checkLimits } from './check-limits.ts'

const size = { codedWidth: 1920, codedHeight: 1080, width: 1920, height: 1080 }
const video = { codec: 'h264', ...size, color: {} } as ProbedVideo
const probe = {
  container: 'mov',
  durationMs: 60_000,
  sizeBytes: 1e7,
  video,
  audio: [],
  subtitles: [],
  chapters: [],
}
const refusal = (change: Partial<MediaProbe>): string | null => {
  try {
    checkLimits({ ...probe, ...change })
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('checkLimits', () => {
  it('lets a film through', () => {
    expect(refusal({})).toBeNull()
    expect(refusal({ durationMs: 12 * 3_600_000 })).toBeNull()
  })

  it.each([
    ['media.no-video', { video: null }],
    ['media.audio-only', { video: null, audio: [{}] as MediaProbe['audio'] }],
    ['media.codec-unknown', { video: { ...video, codec: 'unknown' } }],
    ['media.too-large', { video: { ...video, codedWidth: 8193 } }],
    ['media.no-video', { video: { ...video, height: 8 } }],
    ['media.no-duration', { durationMs: 0 }],
    ['media.too-long', { durationMs: 12 * 3_600_000 + 1 }],
    ['media.times-broken', { durationMs: 3_600_000, sizeBytes: 20_000 }],
    ['media.too-many-tracks', { audio: Array.from({ length: 33 }, () => ({})) as MediaProbe['audio'] }],
  ])('refuses with %s', (code, change) => {
    expect(refusal(change)).toBe(code)
  })
})
