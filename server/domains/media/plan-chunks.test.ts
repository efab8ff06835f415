import { expect, it } from 'vitest'
import type { Ladder, MediaProbe, ProbedVideo } from '../../platform/media-tools/port.ts'
import { countFrames, planChunks } from './plan-chunks.ts'

const ladder = {
  frameRate: { num: 24000, den: 1001 },
  gopFrames: 48,
  rungs: [],
  audio: [{ name: 'audio-0-vi' }],
  subtitles: [],
} as unknown as Ladder

const film = (seconds: number, video: Partial<ProbedVideo> = {}): MediaProbe =>
  ({
    durationMs: seconds * 1000,
    video: { startMs: 0, durationMs: seconds * 1000, ...video },
  }) as unknown as MediaProbe

const plan = (seconds: number, slots: number, video?: Partial<ProbedVideo>) =>
  planChunks(film(seconds, video), ladder, { slots, fromSeconds: 120 })

it.each([
  ['a short film', 119, 8, {}],
  ['one slot alone', 7200, 1, {}],
  ['a picture that ends an hour before its sound', 7200, 4, { durationMs: 3_600_000 }],
  ['a picture that begins late', 7200, 4, { startMs: 5000 }],
])('leaves %s to one pass', (_, seconds, slots, video) => {
  expect(plan(seconds, slots, video)).toBeNull()
})

it.each([
  [120, 2],
  [300, 2],
  [300, 8],
  [10_800, 3],
  [43_200, 64],
])('cuts %i s for %i slots at segments, leaving nothing out', (seconds, slots) => {
  const [sound, ...video] = plan(seconds, slots) ?? []
  expect(sound?.kind).toBe('audio')
  let next = 0
  for (const chunk of video) {
    expect(chunk.firstFrame).toBe(next)
    expect(chunk.firstFrame % 96).toBe(0)
    expect(chunk.frames).toBeGreaterThan(96)
    expect((chunk.frames * 1001) / 24000).toBeLessThan(65)
    next += chunk.frames
  }
  expect(next).toBe(countFrames(seconds * 1000, ladder))
  expect(video.length).toBeGreaterThanOrEqual(Math.min(slots, Math.floor(seconds / 16)))
  // Nobody waits long for the last one.
  expect(((video.at(-1)?.frames ?? 0) * 1001) / 24000).toBeLessThan(17)
  const lengths = video.slice(0, -1).map(({ frames }) => frames)
  expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
})

it('cuts a film without sound too', () => {
  const chunks = planChunks(film(300), { ...ladder, audio: [] }, { slots: 2, fromSeconds: 120 })
  expect(chunks?.every(({ kind }) => kind === 'video')).toBe(true)
})
