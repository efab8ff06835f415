import { describe, expect, it } from 'vitest'
import { planFrameRate } from './plan-frame-rate.ts'
import { planRungs } from './plan-rungs.ts'

const shapes = (width: number, height: number): string[] =>
  planRungs(width, height).map((rung) => `${rung.name} ${rung.width}x${rung.height}`)

describe('planRungs', () => {
  it('gives a 480p film three rungs and no more', () => {
    expect(shapes(854, 480)).toEqual(['240p 426x240', '360p 640x360', '480p 854x480'])
  })

  it('stops at 1080p and keeps customary widths', () => {
    expect(shapes(3840, 2160)).toEqual([
      '240p 426x240',
      '360p 640x360',
      '480p 854x480',
      '720p 1280x720',
      '1080p 1920x1080',
    ])
  })

  it('never exceeds a source between two rungs', () => {
    expect(shapes(1280, 700).at(-1)).toBe('480p 878x480')
  })

  it('goes by the short side of a portrait film', () => {
    expect(shapes(1080, 1920).at(-1)).toBe('1080p 1080x1920')
    expect(shapes(608, 1080)[0]).toBe('240p 240x426')
  })

  it('keeps wide film wide', () => {
    expect(shapes(1920, 804).at(-1)).toBe('720p 1720x720')
  })

  it('makes of a tiny picture one rung of its own size', () => {
    expect(shapes(160, 121)).toEqual(['120p 160x120'])
  })

  it('has even sides everywhere', () => {
    for (let width = 430; width < 470; width++) {
      for (const rung of planRungs(width, 361)) expect([rung.width % 2, rung.height % 2]).toEqual([0, 0])
    }
  })
})

describe('planFrameRate', () => {
  it.each([
    [
      { num: 24000, den: 1001 },
      { num: 24000, den: 1001 },
    ],
    [
      { num: 24, den: 1 },
      { num: 24, den: 1 },
    ],
    [
      { num: 2997, den: 100 },
      { num: 30000, den: 1001 },
    ],
    [
      { num: 120, den: 1 },
      { num: 60, den: 1 },
    ],
    [
      { num: 17, den: 1 },
      { num: 17, den: 1 },
    ],
  ])('%o gives %o', (rate, planned) => {
    expect(planFrameRate(rate)).toEqual(planned)
  })
})
