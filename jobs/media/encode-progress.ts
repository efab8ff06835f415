import type { EncodeStage } from '#server/domains/media/schemas.ts'
import type { EncodeProgress, Ladder } from '#server/platform/media-tools/port.ts'
import type { JobContext, JobProgress } from '#server/platform/queues/job-handler.ts'

/** Where each stage begins and ends among 100, from how long each took on real films. */
const spans: Record<EncodeStage, readonly [number, number]> = {
  probe: [0, 2],
  analyse: [2, 4],
  encode: [4, 81],
  join: [81, 82],
  pictures: [82, 87],
  package: [87, 90],
  check: [90, 97],
  publish: [97, 100],
}

/** Where the encode begins and ends among 100, whoever does it. */
export const encodeSpan = spans.encode

/** What follows the encode takes about this share of its time. */
const AFTER_ENCODE = 0.25

type RungState = 'waiting' | 'encoding' | 'done'

export type StageReporter = {
  /** Begins a stage, or tells the share of it that is done. */
  enter: (stage: EncodeStage, share?: number) => Promise<void>
  /** Takes ffmpeg's progress, where it has moved on; a failure to keep it shows at the next `enter`. */
  encoding: (progress: EncodeProgress) => void
  /** Tells the share of a stage in passing; a failure to keep it shows at the next `enter`. */
  advance: (stage: EncodeStage, share: number) => void
  /** Tells that the work goes on, where no share of it is known. */
  goOn: () => void
  setRungs: (ladder: Ladder, state: RungState) => void
  /** Milliseconds that each stage took until now, in the order they were entered. */
  stageTimes: () => Record<string, number>
}

/** Tells the job core of stages as one percentage, with frames per second, time left and the state of each rung. */
export function createStageReporter(context: JobContext, about: Record<string, unknown>): StageReporter {
  let rungs: { name: string; height: number; state: RungState }[] = []
  let failure: unknown
  let reached = -1
  let latest: JobProgress | null = null
  const entered: { stage: EncodeStage; at: number }[] = []

  const report = (
    stage: EncodeStage,
    share: number,
    more: { fps?: number; etaSeconds?: number | null } = {},
  ) => {
    const [start, end] = spans[stage]
    const percent = Math.round((start + (end - start) * share) * 10) / 10
    latest = { stage, percent, fps: null, ...more, rungs, ...about }
    return context.reportProgress(latest)
  }
  const inPassing = (reported: Promise<void>) =>
    void reported.catch((error: unknown) => {
      failure = error
    })

  return {
    async enter(stage, share = 0) {
      if (failure) throw failure
      if (entered.at(-1)?.stage !== stage) entered.push({ stage, at: performance.now() })
      await report(stage, share)
    },
    encoding({ percent, fps, etaSeconds, outTimeMs }) {
      // ffmpeg tells where it stands even while it stands still.
      if (outTimeMs === reached) return
      reached = outTimeMs
      const spentS = fps > 0 && etaSeconds !== null ? (etaSeconds * percent) / Math.max(1, 100 - percent) : 0
      const eta = etaSeconds === null ? null : Math.round(etaSeconds + AFTER_ENCODE * (spentS + etaSeconds))
      inPassing(report('encode', percent / 100, { fps, etaSeconds: outTimeMs > 0 ? eta : null }))
    },
    advance: (stage, share) => inPassing(report(stage, share)),
    goOn: () => inPassing(latest ? context.reportProgress(latest) : Promise.resolve()),
    setRungs(ladder, state) {
      rungs = ladder.rungs.map(({ name, height }) => ({ name, height, state }))
    },
    stageTimes() {
      const ends = [...entered.slice(1).map(({ at }) => at), performance.now()]
      const times: Record<string, number> = {}
      for (const [index, { stage, at }] of entered.entries())
        times[stage] = (times[stage] ?? 0) + Math.round((ends[index] ?? at) - at)
      return times
    },
  }
}
