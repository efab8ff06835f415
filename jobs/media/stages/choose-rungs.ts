import { fitLadder, planScenes, type FittedRungs } from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import {
  mediaTools,
  MediaToolError,
  type Ladder,
  type PictureAnalysis,
} from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

/** What measuring may take: a tenth of the film's length, which is less than a tenth of most encodes. */
const BUDGET_OF_LENGTH = 0.1
const LEAST_BUDGET_MS = 20_000

/**
 * The rungs worth making of this film. They are chosen once for a version: another attempt makes the same. A film that
 * cannot be measured gets the standard ones.
 */
export async function chooseRungs(
  work: Omit<Work, 'ladder'>,
  standard: Ladder,
  onProgress: (share: number) => Promise<void>,
): Promise<FittedRungs> {
  if (work.started.chosen) return work.started.chosen
  const analysis = await analyse(work, standard, onProgress)
  const fitted = fitLadder(standard.rungs, analysis)
  if (analysis) {
    const { measure, scenes, tookMs } = analysis
    const rungs = fitted.rungs.map(({ name, bitrate, crf }) => ({ name, bitrate, crf }))
    const { leftOut } = fitted
    const figures = { measure, scenes: scenes.length, tookMs, rungs, leftOut }
    work.context.log.info(figures, 'the picture was measured and its rungs chosen')
  }
  return fitted
}

async function analyse(
  { context, scratch, file, probe }: Omit<Work, 'ladder'>,
  ladder: Ladder,
  onProgress: (share: number) => Promise<void>,
): Promise<PictureAnalysis | null> {
  const scenes = planScenes(probe)
  if (scenes.length === 0) return null
  const budgetMs = Math.max(LEAST_BUDGET_MS, probe.durationMs * BUDGET_OF_LENGTH)
  const { signal, log } = context
  try {
    const { result } = await scratch.stage('analysis', stableJson(ladder.rungs), (workDir) =>
      mediaTools().analysePicture({ file, probe, ladder, scenes, workDir, budgetMs, signal, onProgress }),
    )
    return result
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error
    log.warn({ err: error }, 'the picture could not be measured; it gets the standard rungs')
    return null
  }
}
