import type { AudioPlan, MediaProbe } from '#server/platform/media-tools/port.ts'
import { fileSafe } from './storage-keys.ts'

const STEREO_BITRATE = 128_000

/** One stereo track for each sound track of the film; the file's own default comes first when one is asked for. */
export function planAudio(probe: MediaProbe): AudioPlan[] {
  const chosen = Math.max(
    0,
    probe.audio.findIndex((track) => track.isDefault),
  )
  return probe.audio.map((track, index) => ({
    name: `audio-${index}-${fileSafe(track.language)}`,
    sourceStreamIndex: track.streamIndex,
    language: track.language,
    title: track.title,
    channels: 2,
    bitrate: STEREO_BITRATE,
    isDefault: index === chosen,
  }))
}
