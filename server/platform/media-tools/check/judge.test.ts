import { describe, expect, it } from 'vitest'
import { parseComparison } from './compare-pictures.ts'
import { judgeDuration, judgePictures } from './judge.ts'

const rung = { name: '240p', width: 426, height: 240, bitrate: 300_000 }
const sample = (ssim: number, sourceLuma = 90, rungLuma = 90) => ({ atMs: 0, ssim, sourceLuma, rungLuma })
const codes = (samples: ReturnType<typeof sample>[]): string[] =>
  judgePictures(rung, samples).map(({ severity, code }) => `${severity} ${code}`)

describe('judgePictures', () => {
  it('passes, warns and refuses by mean SSIM', () => {
    expect(codes([sample(0.97), sample(0.95)])).toEqual([])
    expect(codes([sample(0.94)])).toEqual(['warn picture-below-par'])
    expect(codes([sample(0.79)])).toEqual(['refuse picture-unlike-source'])
    expect(codes([])).toEqual(['refuse picture-unlike-source'])
  })

  it('refuses black where the source is lit, not where it is dark too', () => {
    expect(codes([sample(0.96, 30, 16), sample(0.96, 17, 16)])).toEqual(['refuse rung-black'])
    expect(codes([sample(0.99, 17, 16)])).toEqual([])
  })
})

describe('judgeDuration', () => {
  it('allows half a second', () => {
    expect(judgeDuration('v', 30_400, 30_000)).toEqual([])
    expect(judgeDuration('v', 30_600, 30_000)).toHaveLength(1)
  })
})

describe('parseComparison', () => {
  it('keeps the best frame of each rung and the luma of both sides', () => {
    const blocks = [
      'frame:0 pts:0\nlavfi.signalstats.YAVG=91\nmarquee.rung=0\nmarquee.side=source',
      'frame:0 pts:0\nlavfi.signalstats.YAVG=70\nmarquee.rung=0\nlavfi.ssim.All=0.9',
      'frame:1 pts:1\nlavfi.signalstats.YAVG=90\nmarquee.rung=0\nlavfi.ssim.All=0.98',
    ]
    expect(parseComparison(`${blocks.join('\n')}\n`, 2)).toEqual([
      { ssim: 0.98, sourceLuma: 91, rungLuma: 90 },
      null,
    ])
  })
})
