import { describe, expect, it } from 'vitest'
import type { ProbedVideo } from '#server/platform/media-tools/port.ts'
import { planScenes } from './plan-scenes.ts'

// Only what the plan looks at.
const film = (seconds: number, video: Partial<ProbedVideo> = {}) => ({
  durationMs: seconds * 1000,
  video: { startMs: 0, durationMs: null, ...video } as ProbedVideo,
})

describe('the scenes that stand for a film', () => {
  it.each([
    [19, 0, 0],
    [20, 3, 1000],
    [119, 3, 1000],
    [120, 3, 2000],
    [300, 5, 2000],
    [720, 12, 2000],
    [12 * 3600, 12, 2000],
  ])('of %i s are %i of %i ms', (seconds, count, durationMs) => {
    const scenes = planScenes(film(seconds))
    expect(scenes).toHaveLength(count)
    for (const scene of scenes) expect(scene.durationMs).toBe(durationMs)
  })

  it('lie at the middle of equal parts, the same whenever asked', () => {
    expect(planScenes(film(300)).map(({ startMs }) => startMs)).toEqual([
      29_000, 89_000, 149_000, 209_000, 269_000,
    ])
  })

  it('lie where there is a picture', () => {
    const scenes = planScenes(film(600, { startMs: 5000, durationMs: 60_000 }))
    expect(scenes.map(({ startMs }) => startMs)).toEqual([14_500, 34_500, 54_500])
    expect(planScenes({ durationMs: 60_000, video: null })).toEqual([])
  })
})
