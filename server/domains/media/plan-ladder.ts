import type { Ladder, MediaProbe } from '#server/platform/media-tools/port.ts'
import { planAudio } from './plan-audio.ts'
import { planFrameRate } from './plan-frame-rate.ts'
import { planRungs } from './plan-rungs.ts'
import { planSubtitles } from './plan-subtitles.ts'

const GOP_SECONDS = 2

/**
 * The qualities and tracks to make of a film: standard rungs up to its shorter side, never above it, its shape
 * kept with even sides; each of its sound tracks in stereo and, where it has as many channels, 5.1; its text subtitles.
 */
export function planLadder(probe: MediaProbe): Ladder {
  const frameRate = planFrameRate(probe.video?.frameRate ?? { num: 25, den: 1 })
  return {
    frameRate,
    gopFrames: Math.max(1, Math.round((GOP_SECONDS * frameRate.num) / frameRate.den)),
    rungs: probe.video ? planRungs(probe.video.width, probe.video.height) : [],
    audio: planAudio(probe),
    subtitles: planSubtitles(probe),
  }
}
