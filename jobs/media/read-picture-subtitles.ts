import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  encodeFailed,
  explainSourceFailure,
  failSubtitleDraft,
  readPictureSubtitlesJob,
  recordSubtitleDraft,
  startSubtitleDrafts,
  type DraftsToRead,
} from '#server/domains/media/index.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { mediaTools } from '#server/platform/media-tools/index.ts'
import type { JobContext, JobHandler } from '#server/platform/queues/job-handler.ts'
import { storage } from '#server/platform/storage/index.ts'
import { readingFolder } from './scratch.ts'

/** Reads each subtitle of a source that is pictures; what an earlier attempt read stays. */
export const readPictureSubtitles: JobHandler<{ sourceId: string }> = async (context, { sourceId }) => {
  const work = await startSubtitleDrafts(context, { sourceId })
  if (!work) return
  const source = await storage().asLocalFile(work.storageKey)
  try {
    for (const [index, draft] of work.drafts.entries()) {
      const onShare = (share: number) =>
        context.reportProgress({
          stage: 'read',
          percent: Math.round((100 * (index + share)) / work.drafts.length),
          fps: null,
        })
      await readDraft(context, { ...work, draft, file: source.path, onShare })
    }
  } finally {
    await source.release()
  }
}

type DraftWork = Omit<DraftsToRead, 'drafts'> & {
  draft: DraftsToRead['drafts'][number]
  file: string
  onShare: (share: number) => Promise<void>
}

async function readDraft(
  context: JobContext,
  { draft, file, storageKey, probe, onShare }: DraftWork,
): Promise<void> {
  const outputDir = readingFolder(`${draft.id}-${context.attempt}`)
  await rm(outputDir, { recursive: true, force: true })
  await mkdir(outputDir, { recursive: true })
  const { id: draftId, streamIndex, language, prefix } = draft
  const { signal } = context
  try {
    const cues = await mediaTools().readPictureSubtitles({
      file,
      probe,
      streamIndex,
      language,
      outputDir,
      signal,
      onShare,
    })
    for (const { picture } of cues)
      await storage().putFile(`${prefix}${picture}`, join(outputDir, picture), { signal })
    await recordSubtitleDraft(context, { draftId, cues })
  } catch (error) {
    if (signal.aborted || (error instanceof AppError && error.code === 'job.lost-lock')) throw error
    const { failure, retryable } = await explainSourceFailure(error, storageKey)
    const again = retryable && context.attempt < readPictureSubtitlesJob.attempts
    context.log.warn({ err: error, draftId, failure, again }, 'a subtitle could not be read')
    if (again) throw encodeFailed(failure, true, error)
    await failSubtitleDraft(context, { draftId, failure })
  } finally {
    await rm(outputDir, { recursive: true, force: true })
  }
}
