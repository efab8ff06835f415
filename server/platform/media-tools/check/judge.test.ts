import { describe, expect, it } from 'vitest'
import { frameClock } from '../ffmpeg/video-filters.ts'
import { parseComparison, rungSeek } from './compare-pictures.ts'
import { nearSegmentStarts, sampleFrames } from './sample-source.ts'
import { judgeDuration, judgePictures } from './judge.ts'

const rung = { name: '240p', width: 426, height: 240, bitrate: 300_000, crf: 21 }
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

describe('where frames are looked for', () => {
  const film = { frameRate: { num: 24, den: 1 }, gopFrames: 48 }

  it('spreads frames over the film', () => {
    expect(sampleFrames(30_000, film.frameRate, 3)).toEqual([120, 360, 600])
  })

  it('moves them to just behind the start of a segment of the same part, never to the start of the film', () => {
    const starts = [0, 4, 8, 12]
    expect(nearSegmentStarts([28, 84, 140, 196, 252, 310], film.frameRate, starts)).toEqual([
      28, 98, 140, 194, 252, 290,
    ])
    expect(nearSegmentStarts([120, 360, 600], film.frameRate, [0, 4, 8, 12, 16, 20, 24, 28])).toEqual([
      98, 386, 578,
    ])
    expect(nearSegmentStarts([12], film.frameRate, [0])).toEqual([12])
  })

  it('seeks into the first group of pictures of the segment that holds the frame', () => {
    const seek = (atS: number) => rungSeek([0, 4, 8], film, atS)
    expect([0, 3.9, 4, 7.5, 9].map(seek)).toEqual([0, 0, 5, 5, 9])
    expect(rungSeek([], film, 9)).toBe(0)
  })

  it('shifts a picture that begins between two frames, and no other', () => {
    const clock = (startMs: number) => frameClock({ interlaced: false, startMs }, film.frameRate, true)
    expect(clock(0)).toEqual(['fps=24/1:start_time=0'])
    expect(clock(125)).toEqual(['fps=24/1:start_time=0'])
    expect(clock(21)).toEqual(['setpts=PTS-(-0.020667)/TB', 'fps=24/1:start_time=0'])
  })
})
