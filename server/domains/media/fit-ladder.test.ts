import { describe, expect, it } from 'vitest'
import type { PictureAnalysis, SceneMeasure } from '#server/platform/media-tools/port.ts'
import { fitLadder } from './fit-ladder.ts'
import { planRungs } from './plan-rungs.ts'

const standard = planRungs(1920, 1080)
const names = standard.map(({ name }) => name)

type Figures = { likeness: number[]; kbps?: number[]; ssim?: number[] }

/** Three scenes that are alike. */
function analysisOf(
  { likeness, kbps = [150, 350, 600, 1200, 2400], ssim = [0.98, 0.98, 0.98, 0.98, 0.98] }: Figures,
  measure: PictureAnalysis['measure'] = 'ssim',
): PictureAnalysis {
  const scene = (rung: number): SceneMeasure => ({
    bitsPerSecond: kbps[rung]! * 1000,
    likenessAtTop: likeness[rung]!,
    ssim: ssim[rung]!,
  })
  return {
    measure,
    scenes: [0, 60_000, 120_000].map((startMs) => ({ startMs, durationMs: 2000 })),
    rungs: names.map((name, rung) => ({ name, scenes: [scene(rung), scene(rung), scene(rung)] })),
    tookMs: 1,
  }
}

const keeps = (analysis: PictureAnalysis): string =>
  fitLadder(standard, analysis)
    .rungs.map(({ name }) => name)
    .join(' ')

describe('the rungs of a film', () => {
  // Each measured on such a film at 1080p.
  it.each([
    ['a flat cartoon', [0.9918, 0.9941, 0.9956, 0.9971, 0.9999], '240p 1080p'],
    ['a film full of detail', [0.9139, 0.9306, 0.9439, 0.9623, 0.989], '240p 360p 480p 720p 1080p'],
    ['noise', [0.1502, 0.1822, 0.2529, 0.4534, 0.937], '240p 360p 480p 720p 1080p'],
    ['a grainy 360p enlarged', [0.949, 0.968, 0.9758, 0.9825, 0.9867], '240p 360p 720p'],
    ['a soft gradient', [0.9976, 0.9976, 0.9975, 0.9977, 0.9979], '240p 1080p'],
    ['a 360p enlarged', [0.9732, 0.9843, 0.9852, 0.9888, 0.991], '240p 360p'],
  ])('%s', (_, likeness, kept) => {
    expect(keeps(analysisOf({ likeness }))).toBe(kept)
  })

  it('are chosen by VMAF on its own scale', () => {
    expect(keeps(analysisOf({ likeness: [40, 62, 64, 80, 95] }, 'vmaf'))).toBe('240p 360p 720p 1080p')
    expect(keeps(analysisOf({ likeness: [40, 90, 91, 91, 91] }, 'vmaf'))).toBe('240p 360p')
  })

  it('stay when one scene gains by them', () => {
    const analysis = analysisOf({ likeness: [0.95, 0.985, 0.986, 0.987, 0.988] })
    analysis.rungs[2]!.scenes[1]!.likenessAtTop = 0.996
    expect(keeps(analysis)).toBe('240p 360p 480p')
  })

  it('that are left out name the one that is as good', () => {
    const { leftOut } = fitLadder(standard, analysisOf({ likeness: [0.95, 0.985, 0.986, 0.987, 0.988] }))
    expect(leftOut.map(({ name, asGood, gain }) => [name, asGood, gain])).toEqual([
      ['480p', '360p', 0.001],
      ['720p', '360p', 0.002],
      ['1080p', '360p', 0.003],
    ])
  })

  it('are the standard ones without an analysis or with too few scenes', () => {
    const analysis = analysisOf({ likeness: [1, 1, 1, 1, 1] })
    const few = { ...analysis, scenes: analysis.scenes.slice(0, 2) }
    for (const nothing of [null, few]) {
      expect(fitLadder(standard, nothing)).toEqual({ rungs: standard, leftOut: [] })
    }
  })

  it('are one for a tiny picture', () => {
    const tiny = planRungs(160, 120)
    const analysis = analysisOf({ likeness: [0.99] })
    expect(
      fitLadder(tiny, { ...analysis, rungs: [{ name: '120p', scenes: analysis.rungs[0]!.scenes }] }),
    ).toMatchObject({
      rungs: [{ name: '120p' }],
      leftOut: [],
    })
  })
})

describe('caps and quality', () => {
  const detail = [0.9139, 0.9306, 0.9439, 0.9623, 0.989]
  const fit = (figures: Omit<Figures, 'likeness'>) =>
    fitLadder(standard, analysisOf({ likeness: detail, ...figures })).rungs

  it.each([
    ['easy', [60, 120, 300, 700, 1600], [100, 240, 400, 940, 2140]],
    ['as usual', [150, 350, 600, 1200, 2400], [200, 470, 800, 1600, 3200]],
    ['hard', [500, 900, 2000, 4000, 9000], [300, 700, 1200, 2500, 5000]],
    ['all but still', [5, 8, 12, 20, 40], [100, 240, 400, 840, 1670]],
  ])('of a film that is %s', (_, kbps, caps) => {
    expect(fit({ kbps }).map(({ bitrate }) => bitrate / 1000)).toEqual(caps)
  })

  it('leave a hard scene among easy ones three quarters of what it asks for', () => {
    const analysis = analysisOf({ likeness: detail, kbps: [60, 120, 300, 600, 1000] })
    analysis.rungs[4]!.scenes[1]!.bitsPerSecond = 9_000_000
    expect(fitLadder(standard, analysis).rungs.at(-1)!.bitrate * 1.5).toBeGreaterThanOrEqual(
      0.75 * 9_000_000 - 1,
    )
  })

  it('never fall from a rung to the one above, nor exceed the standard', () => {
    for (const kbps of [
      [290, 280, 270, 260, 250],
      [1, 900, 1, 900, 1],
    ]) {
      const caps = fit({ kbps }).map(({ bitrate }) => bitrate)
      expect(caps).toEqual(caps.toSorted((a, b) => a - b))
      caps.forEach((cap, index) => expect(cap).toBeLessThanOrEqual(standard[index]!.bitrate))
    }
  })

  it.each([
    ['as it should be', 0.96, 300, 23],
    ['a little below par with room to spare', 0.946, 300, 20],
    ['below par with room to spare', 0.9, 300, 19],
    ['below par with room for one step', 0.9, 950, 22],
    ['below par at the cap', 0.9, 1200, 23],
  ])('a picture %s', (_, ssim, kbps, crf) => {
    const rungs = fit({ kbps: [150, 350, kbps, 1200, 2400], ssim: [0.98, 0.98, ssim, 0.98, 0.98] })
    expect(rungs[2]!.crf).toBe(crf)
    expect(rungs[3]!.crf).toBe(23)
  })
})
