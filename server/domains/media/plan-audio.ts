import type { AudioPlan, MediaProbe, ProbedAudio } from '#server/platform/media-tools/port.ts'
import { fileSafe } from './storage-keys.ts'

const STEREO = { channels: 2, bitrate: 128_000, ending: '' }
const SURROUND = { channels: 6, bitrate: 384_000, ending: '-51' }

/**
 * A stereo track for each sound track of the film, and 5.1 beside it where the source has six channels or more;
 * the file's own default is the default, in stereo, which every device can play.
 */
export function planAudio(probe: MediaProbe): AudioPlan[] {
  const chosen = Math.max(
    0,
    probe.audio.findIndex((track) => track.isDefault),
  )
  return probe.audio.flatMap((track, index) => {
    const shapes = track.channels >= SURROUND.channels ? [STEREO, SURROUND] : [STEREO]
    return shapes.map(({ channels, bitrate, ending }) => ({
      name: `audio-${index}-${fileSafe(track.language)}${ending}`,
      sourceStreamIndex: track.streamIndex,
      language: track.language,
      title: titleFor(track),
      channels,
      bitrate,
      isDefault: index === chosen && channels === STEREO.channels,
      flags: track.flags,
      loudness: null,
    }))
  })
}

// "Surround 5.1" would be untrue of the stereo made of it; menus name the channels themselves.
function titleFor({ title, channels }: ProbedAudio): string | null {
  if (title === null || channels < SURROUND.channels) return title
  const rest = title
    .replaceAll(/\(?(?:surround\s*)?\b[57]\.1\b\)?(?:\s*surround\b)?|\bsurround\b/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : null
}
