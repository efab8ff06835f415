import type { AnalysedRung, PictureAnalysis, Rung } from '#server/platform/media-tools/port.ts'
import type { LeftOutRung } from './schemas.ts'

export type FittedRungs = { rungs: Rung[]; leftOut: LeftOutRung[] }

/** Fewer scenes than these say too little of a film. */
const LEAST_SCENES = 3
/** A rung is worth its place when in one of the scenes at least it is so much more like the source than the one below. */
const LEAST_GAIN = { ssim: 0.01, vmaf: 3 } as const
/** The best picture is worth more: it stays as well where it halves what the one below lacks (the edges of flat shapes). */
const HALVED = 1 / 2
const PERFECT = { ssim: 1, vmaf: 100 } as const

/** Caps stay within these shares of the standard ones: what was sampled may be easier than what was not. */
const LEAST_SHARE_OF_CAP = 1 / 3
/** An encode's peaks reach 1.5 times its target: with this much of the mean they are twice the mean, Apple's limit. */
const TARGET_TO_MEAN = 4 / 3
/** … and no less than three quarters of what the hardest scene asks for. */
const TARGET_TO_HARDEST = 1 / 2
const ROUND_TO = 10_000

/** The check's own bar, with some room, and what a step of CRF does: measured on grain, where it does least. */
const WANTED_DB = 13.2
const DB_A_STEP = 0.25
const STEPS_TO_DOUBLE = 3
const MOST_STEPS = 4

/**
 * The rungs of a standard ladder that are worth making of this film, with caps and quality after its content: never
 * above the standard caps. The lowest rung and the best one stay. Without an analysis, or with too few scenes, the
 * standard ladder is given as it is.
 */
export function fitLadder(standard: readonly Rung[], analysis: PictureAnalysis | null): FittedRungs {
  if (!analysis || analysis.scenes.length < LEAST_SCENES) return { rungs: [...standard], leftOut: [] }
  const measured = standard.map((rung) => ({
    rung,
    scenes: analysis.rungs.find(({ name }) => name === rung.name)?.scenes ?? [],
  }))
  const { kept, leftOut } = chooseRungs(measured, analysis.measure)
  let below = 0
  const rungs = kept.map((candidate) => {
    const fitted = fitRung(candidate, below)
    below = fitted.bitrate
    return fitted
  })
  return { rungs, leftOut }
}

type Candidate = { rung: Rung; scenes: AnalysedRung['scenes'] }

function chooseRungs(
  measured: readonly Candidate[],
  measure: PictureAnalysis['measure'],
): { kept: Candidate[]; leftOut: LeftOutRung[] } {
  const kept: Candidate[] = []
  const leftOut: LeftOutRung[] = []
  for (const [index, candidate] of measured.entries()) {
    const below = kept.at(-1)
    const { name, width, height } = candidate.rung
    const gain = below ? gainOver(below, candidate) : null
    const isBest = index === measured.length - 1
    if (
      !below ||
      gain === null ||
      gain >= LEAST_GAIN[measure] ||
      // The start rung alone would be no ladder.
      (isBest && (kept.length === 1 || halvesWhatLacks(below, candidate, PERFECT[measure])))
    ) {
      kept.push(candidate)
      continue
    }
    leftOut.push({ name, width, height, asGood: below.rung.name, measure, gain: round(gain, 4) })
  }
  return { kept, leftOut }
}

/** The most that the upper rung gains in any scene, at the size of the best; null when it was not measured. */
function gainOver(lower: Candidate, upper: Candidate): number | null {
  const gains = upper.scenes.flatMap((scene, index) => {
    const before = lower.scenes[index]
    return before ? [scene.likenessAtTop - before.likenessAtTop] : []
  })
  return gains.length > 0 ? Math.max(...gains) : null
}

function halvesWhatLacks(lower: Candidate, upper: Candidate, perfect: number): boolean {
  return upper.scenes.some((scene, index) => {
    const before = lower.scenes[index]
    return before && perfect - scene.likenessAtTop <= HALVED * (perfect - before.likenessAtTop)
  })
}

function fitRung({ rung, scenes }: Candidate, atLeast: number): Rung {
  if (scenes.length === 0) return rung
  const rates = scenes.map((scene) => scene.bitsPerSecond)
  const steps = qualitySteps(rung, mean(rates), mean(scenes.map((scene) => scene.ssim)))
  const growth = 2 ** (steps / STEPS_TO_DOUBLE)
  const wanted =
    growth * Math.max(TARGET_TO_MEAN * mean(rates), TARGET_TO_HARDEST * Math.max(...rates), atLeast / growth)
  const target = Math.max(wanted, LEAST_SHARE_OF_CAP * rung.bitrate)
  const bitrate = Math.min(rung.bitrate, Math.ceil(target / ROUND_TO) * ROUND_TO)
  return { ...rung, bitrate, crf: rung.crf - steps }
}

/** By how much the CRF may fall: as far as the picture is below par and the cap leaves room. */
function qualitySteps(rung: Rung, rate: number, ssim: number): number {
  const missingDb = WANTED_DB + 10 * Math.log10(1 - Math.min(ssim, 0.9999))
  const wanted = Math.ceil(missingDb / DB_A_STEP)
  const room = Math.floor(STEPS_TO_DOUBLE * Math.log2(rung.bitrate / Math.max(rate, 1)))
  return Math.max(0, Math.min(wanted, room, MOST_STEPS))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
