import { z } from 'zod'

/** Why nothing came of a film. */

/** What the same file will meet again: another file is needed, not another try. */
export const failuresOfFile = [
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
] as const

const otherFailures = [
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
] as const

/** Why a version came to nothing, in codes that messages exist for (`media.failure.<code>`). */
export const failureCodeSchema = z.enum([...failuresOfFile, ...otherFailures])
export type FailureCode = z.infer<typeof failureCodeSchema>

export type Failure = { code: FailureCode; detail: string }

/** A failure as an admin is told of it. */
export const failureDtoSchema = z.object({
  code: failureCodeSchema,
  detail: z.string(),
  /** The same file will meet it again: encoding it once more is of no use. */
  needsOtherFile: z.boolean(),
})
export type FailureDto = z.infer<typeof failureDtoSchema>
