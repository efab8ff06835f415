import { plainStyle, usualPlace } from '../../platform/media-tools/subtitles/cue.ts'
import { writeWebVtt } from '../../platform/media-tools/subtitles/write-webvtt.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { authorizeMediaWrite, type WritingContext } from './policy.ts'
import { fileSafe } from './storage-keys.ts'
import { findDraftsOfSource } from './subtitle-draft.repository.ts'
import type { DraftCue } from './subtitle-draft.schemas.ts'

export type ApprovedSubtitle = {
  name: string
  language: string
  title: string | null
  forced: boolean
  /** The whole file. */
  webvtt: string
}

/** The corrected subtitles of a source, as WebVTT. */
export async function listApprovedSubtitles(
  context: WritingContext,
  input: { sourceId: string },
): Promise<ApprovedSubtitle[]> {
  authorizeMediaWrite(context)
  const drafts = await findDraftsOfSource(database(), input.sourceId, ['approved'])
  return drafts.map(({ streamIndex, language, title, forced, cues }) => ({
    name: `text-read-${streamIndex}-${fileSafe(language)}`,
    language,
    title,
    forced,
    webvtt: writeDraft(cues),
  }))
}

/** Lines as a WebVTT file; empty ones are left out, and no line can end its cue early or open a tag. */
export function writeDraft(cues: readonly Pick<DraftCue, 'startMs' | 'endMs' | 'text'>[]): string {
  return writeWebVtt(
    cues.map(({ startMs, endMs, text }) => ({
      startMs,
      endMs,
      spans: [{ ...plainStyle, text: text.replace(/\r\n?/g, '\n') }],
      place: usualPlace,
    })),
  )
}
