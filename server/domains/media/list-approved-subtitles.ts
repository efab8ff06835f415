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
    webvtt: writeWebvtt(cues),
  }))
}

/** Lines as a WebVTT file; empty ones are left out, and no line can end its cue early or open a tag. */
export function writeWebvtt(cues: readonly Pick<DraftCue, 'startMs' | 'endMs' | 'text'>[]): string {
  const blocks = cues.flatMap(({ startMs, endMs, text }) => {
    const lines = text
      .replace(/\r\n?/g, '\n')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    return lines.length > 0 ? [`${timeOf(startMs)} --> ${timeOf(endMs)}\n${lines.join('\n')}\n`] : []
  })
  return `WEBVTT\n\n${blocks.join('\n')}`
}

function timeOf(ms: number): string {
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ]
  return `${part(hours, 2)}:${part(minutes, 2)}:${part(seconds, 2)}.${part(ms % 1000, 3)}`
}
