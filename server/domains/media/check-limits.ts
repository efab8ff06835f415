import type { AppError } from '../../platform/errors/app-error.ts'
import type { MediaProbe, ProbedVideo } from '../../platform/media-tools/port.ts'
import { encodeFailed } from './errors.ts'
import type { FailureCode } from './schemas.ts'

const MAX_DURATION_MS = 12 * 60 * 60 * 1000
const MAX_SIDE = 8192
const MIN_SIDE = 16
const MAX_AUDIO = 32
const MAX_SUBTITLES = 64
/** A film that has less than this for each second holds a few pictures and broken time stamps. */
const MIN_BYTES_PER_SECOND = 16
const LONG_ENOUGH_TO_TELL_MS = 60_000

/** Throws with the reason for an admin for what Marquee does not encode. */
export function checkLimits(probe: MediaProbe): void {
  const { audio, durationMs, sizeBytes, subtitles } = probe
  checkPicture(probe.video, audio.length > 0)
  if (durationMs <= 0) throw refused('no-duration', 'The film does not say how long it is.')
  if (durationMs > LONG_ENOUGH_TO_TELL_MS && (sizeBytes * 1000) / durationMs < MIN_BYTES_PER_SECOND)
    throw refused('times-broken', `${sizeBytes} bytes say that they last ${Math.round(durationMs / 1000)} s.`)
  if (durationMs > MAX_DURATION_MS)
    throw refused('too-long', `The film lasts ${Math.round(durationMs / 3_600_000)} hours.`)
  if (audio.length > MAX_AUDIO || subtitles.length > MAX_SUBTITLES)
    throw refused(
      'too-many-tracks',
      `The file has ${audio.length} sound and ${subtitles.length} subtitle tracks.`,
    )
}

function checkPicture(video: ProbedVideo | null, hasSound: boolean): void {
  if (!video) {
    if (hasSound) throw refused('audio-only', 'The file has sound and no picture.')
    throw refused('no-video', 'The file has no picture.')
  }
  // Its picture is kept in colours of Dolby's own: shown as they are, faces would be green.
  if (video.color.dolbyVisionProfile === 5)
    throw refused('dolby-vision-only', 'The picture is Dolby Vision profile 5, which holds no other picture.')
  if (video.codec === 'unknown' || video.codec === 'none')
    throw refused('codec-unknown', 'There is no decoder for the picture.')
  const { codedWidth, codedHeight } = video
  if (Math.max(codedWidth, codedHeight) > MAX_SIDE)
    throw refused('too-large', `The picture has ${codedWidth}x${codedHeight} pixels.`)
  if (video.width < MIN_SIDE || video.height < MIN_SIDE)
    throw refused('no-video', `The picture has ${video.width}x${video.height} pixels.`)
}

function refused(code: FailureCode, detail: string): AppError {
  return encodeFailed({ code, detail }, false, null)
}
