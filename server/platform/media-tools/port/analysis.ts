import type { Ladder } from './ladder.ts'
import type { MediaProbe } from './probe.ts'
import type { RunOptions } from './run-options.ts'

/** A stretch of the film that stands for it. */
export interface Scene {
  startMs: number
  durationMs: number
}

/** How one rung of the plan did on one scene. */
export interface SceneMeasure {
  /** Bits per second at the rung's CRF with no cap. */
  bitsPerSecond: number
  /** Its likeness to the source when shown as large as the highest rung, on the analysis' own scale. */
  likenessAtTop: number
  /** SSIM against the source scaled to the rung, 0 to 1. */
  ssim: number
}

export interface AnalysedRung {
  name: string
  /** One for each scene, in order. */
  scenes: SceneMeasure[]
}

export interface PictureAnalysis {
  /** What `likenessAtTop` is: VMAF, 0 to 100, where ffmpeg has it, else SSIM, 0 to 1. */
  measure: 'vmaf' | 'ssim'
  scenes: Scene[]
  rungs: AnalysedRung[]
  tookMs: number
}

export interface AnalyseInput extends RunOptions {
  file: string
  probe: MediaProbe
  /** The rungs to try. */
  ladder: Ladder
  scenes: Scene[]
  /** An existing folder for what is made on the way; it is left empty. */
  workDir: string
  /** No scene is begun when this much time has gone. */
  budgetMs: number
  /** Takes the share that is done, 0 to 1; it is waited for. */
  onProgress?: ((share: number) => Promise<void> | void) | undefined
}
