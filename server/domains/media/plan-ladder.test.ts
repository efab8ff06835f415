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

  it.each([
    ['between two rungs', 1100, 620, '480p 852x480'],
    ['a little less than a rung', 1280, 700, '720p 1280x700'],
    ['upright', 1080, 1920, '1080p 1080x1920'],
    ['upright and long', 1080, 2340, '1080p 886x1920'],
    ['wide', 1920, 804, '1080p 1920x804'],
    ['wider than its lines tell', 2560, 1080, '1080p 1920x810'],
    ['4:3', 1440, 1080, '1080p 1440x1080'],
    ['PAL', 768, 576, '480p 640x480'],
    ['square', 1080, 1080, '1080p 1080x1080'],
  ])('%s, %ix%i, is at best %s', (_, width, height, best) => {
    expect(shapes(width, height).at(-1)).toBe(best)
  })

  it('keeps wide film wide in every rung', () => {
    expect(shapes(1920, 804)).toEqual([
      '240p 426x178',
      '360p 640x268',
      '480p 854x358',
      '720p 1280x536',
      '1080p 1920x804',
    ])
    expect(shapes(608, 1080)[0]).toBe('240p 240x426')
  })

  it('is never larger than the source', () => {
    for (let width = 300; width < 2000; width += 37) {
      for (let height = 200; height < 1200; height += 41) {
        for (const rung of planRungs(width, height)) {
          expect([rung.width <= width + 1, rung.height <= height + 1]).toEqual([true, true])
        }
      }
    }
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
