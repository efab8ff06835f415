import { z } from 'zod'

/** Why nothing came of a film. */

/** Why a version came to nothing, in codes that messages exist for (`admin-media.failure.<code>`). */
export const failureCodeSchema = z.enum([
  'source-missing',
  'not-a-film',
  'container-refused',
  'points-elsewhere',
  'still-picture',
  'audio-only',
  'no-video',
  'no-duration',
  'cut-short',
  'clock-restarts',
  'encrypted',
  'codec-unknown',
  'times-broken',
  'too-many-tracks',
  'too-long',
  'too-large',
  'dolby-vision-only',
  'decode-failed',
  'sound-broken',
  'encode-failed',
  'package-failed',
  'over-limit',
  'check-refused',
  'tool-missing',
  'no-space',
  'service-denied',
  'service-refused',
  'service-unavailable',
  'service-failed',
  'service-queue',
  'service-stuck',
  'service-output',
  'service-cost',
  'worker-lost',
  'timed-out',
  'stuck',
  'unexpected',
])
export type FailureCode = z.infer<typeof failureCodeSchema>

export const failureSchema = z.object({ code: failureCodeSchema, detail: z.string() })
export type Failure = z.infer<typeof failureSchema>
