import { setTimeout as sleep } from 'node:timers/promises'
import {
  encodeChunkJob,
  encodeFailed,
  explainSourceFailure,
  failChunk,
  finishChunk,
  leaveChunks,
  recordChunkProgress,
  startChunk,
  type ChunkRef,
  type StartedChunk,
} from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import {
  mediaTools,
  MediaToolError,
  watchTools,
  type EncodeInput,
} from '#server/platform/media-tools/index.ts'
import type { JobContext, JobHandler, JobProgress } from '#server/platform/queues/job-handler.ts'
import { storage } from '#server/platform/storage/index.ts'
import { encodeSpan } from './encode-progress.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { sideBySide } from './stages/side-by-side.ts'
import { stopReason } from './stop-reason.ts'
import { storeVersion } from './store-version.ts'

const SHOW_EVERY_MS = 1000
const STOPS_WITHIN_MS = 5000

/**
 * Encodes one chunk of a film and stores it with what the check will compare it with, where whichever worker joins the
 * film finds both.
 */
export const encodeChunk: JobHandler<ChunkRef> = async (context, ref) => {
  const started = await startChunk(context, ref)
  if (!started) {
    context.log.info(ref, 'the chunk needs no encode any more')
    return
  }
  const scratch = await openScratch(ref.versionId, ref.index)
  try {
    await makeChunk(context, started, scratch)
  } catch (error) {
    throw await settleFailure(context, started, scratch, error)
  }
  await scratch.remove()
}

async function makeChunk(context: JobContext, started: StartedChunk, scratch: Scratch): Promise<void> {
  const { versionId, index, prefix } = started
  const { signal, log } = context
  const report = createReporter(context, started)
  const begun = performance.now()
  report.tell(0, null)
  const unwatch = watchTools(signal, report.goOn)
  try {
    const folders = await makeFolders(context, started, scratch, ({ percent, fps }) => {
      report.tell(percent, fps)
    })
    const stored = await storeVersion(prefix, folders, { signal, onShare: report.goOn })
    const tookMs = Math.round(performance.now() - begun)
    await finishChunk(context, { versionId, index, storagePrefix: stored.prefix, tookMs })
    log.info({ versionId, index, tookMs }, 'a chunk was made')
  } finally {
    unwatch()
  }
  await report.show()
}

/** Gives the folders of what was encoded and of what the check will compare it with. */
async function makeFolders(
  { signal }: JobContext,
  { versionId, index, chunk, probe, ladder, sourceKey }: StartedChunk,
  scratch: Scratch,
  onProgress: NonNullable<EncodeInput['onProgress']>,
): Promise<string[]> {
  const source = await storage().asLocalFile(sourceKey)
  try {
    const film = { file: source.path, probe, ladder, signal }
    const key = stableJson([chunk, ladder])
    const [encoded, sampled] = await sideBySide(
      scratch.stage('encode', key, async (outputDir) => {
        const requestKey = `${versionId}-chunk-${index}`
        await mediaTools().encode({ ...film, requestKey, chunk, outputDir, onProgress })
        return null
      }),
      scratch.stage('samples', key, async (outputDir) => {
        if (chunk.kind === 'video') await mediaTools().sampleSource({ ...film, stretch: chunk, outputDir })
        return null
      }),
    )
    return [encoded.folder, sampled.folder]
  } finally {
    await source.release()
  }
}

/** Tells of the chunk, and of the whole film that it is of; what is not kept now is with the next report. */
function createReporter(context: JobContext, { versionId, index }: StartedChunk) {
  let latest: JobProgress = { stage: 'encode', percent: 0, fps: null, chunk: index }
  let shownAt = 0
  const inPassing = (reported: Promise<void>): void =>
    void reported.catch((error: unknown) => context.log.debug({ err: error }, 'progress was not kept'))
  const show = (): Promise<void> => {
    shownAt = performance.now()
    return recordChunkProgress(context, { versionId, span: encodeSpan })
  }
  return {
    show,
    tell(percent: number, fps: number | null) {
      latest = { ...latest, percent, fps }
      inPassing(context.reportProgress(latest))
      if (shownAt === 0 || performance.now() - shownAt > SHOW_EVERY_MS) inPassing(show())
    },
    goOn: () => inPassing(context.reportProgress(latest)),
  }
}

/** Gives what to throw; the film that the chunk is of ends with its last try. */
async function settleFailure(
  context: JobContext,
  { versionId, index, sourceKey }: StartedChunk,
  scratch: Scratch,
  error: unknown,
): Promise<unknown> {
  const reason = await stopReason(context, scratch, error)
  if (reason !== null) return reason
  const ref: ChunkRef = { versionId, index }
  const { failure, retryable } = await explainSourceFailure(error, sourceKey)
  const again = retryable && context.attempt < encodeChunkJob.attempts
  context.log.warn({ err: error, ...ref, failure, again }, 'a chunk failed')
  if (again) return encodeFailed(failure, true, error)
  await scratch.remove()
  if (error instanceof MediaToolError && error.code === 'cut-failed') await leaveChunks(context, ref)
  else await failChunk(context, { ...ref, failure })
  // Its film's run carries the reason: this one ends as the other chunks do, cancelled.
  await sleep(STOPS_WITHIN_MS, undefined, { signal: context.signal }).catch(() => {})
  return context.signal.aborted ? context.signal.reason : encodeFailed(failure, false, error)
}
