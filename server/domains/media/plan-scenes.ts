import type { MediaProbe, Scene } from '#server/platform/media-tools/port.ts'

/** A film shorter than this is encoded by the time it would have been measured. */
const LEAST_FILM_MS = 20_000
const LEAST_SCENES = 3
const MOST_SCENES = 12
const FILM_A_SCENE_MS = 60_000
const SCENE_MS = 2000
/** Below this length of film, scenes are half as long. */
const SHORT_FILM_MS = 120_000

/**
 * The scenes that stand for a film, the same ones whenever it is asked: at the middle of equal parts of its picture,
 * one a minute, at least three and at most twelve, of one or two seconds each; none for a film under 20 seconds.
 */
export function planScenes({ durationMs, video }: Pick<MediaProbe, 'durationMs' | 'video'>): Scene[] {
  const startMs = video?.startMs ?? 0
  const lengthMs = Math.min(durationMs - startMs, video?.durationMs ?? durationMs)
  if (!video || lengthMs < LEAST_FILM_MS) return []
  const count = Math.min(MOST_SCENES, Math.max(LEAST_SCENES, Math.round(lengthMs / FILM_A_SCENE_MS)))
  const sceneMs = lengthMs < SHORT_FILM_MS ? SCENE_MS / 2 : SCENE_MS
  return Array.from({ length: count }, (_, index) => ({
    startMs: Math.round(startMs + ((index + 0.5) * lengthMs) / count - sceneMs / 2),
    durationMs: sceneMs,
  }))
}
