import type { MediaProbe, SubtitlePlan } from '#server/platform/media-tools/port.ts'
import { fileSafe } from './storage-keys.ts'

/** The text subtitles of the film, in its order. */
export function planSubtitles(probe: MediaProbe): SubtitlePlan[] {
  return probe.subtitles
    .filter((track) => track.isText)
    .map((track, index) => ({
      name: `text-${index}-${fileSafe(track.language)}`,
      sourceStreamIndex: track.streamIndex,
      language: track.language,
      title: track.title,
      codec: track.codec,
      isDefault: track.isDefault,
      forced: track.forced,
      hearingImpaired: track.hearingImpaired,
    }))
}
