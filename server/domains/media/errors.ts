import { AppError, conflict, invalidInput, notFound } from '../../platform/errors/app-error.ts'
import { hasCode } from '../../platform/errors/has-code.ts'
import { MediaToolError, type MediaToolErrorCode } from '../../platform/media-tools/errors.ts'
import { StorageError } from '../../platform/storage/errors.ts'
import { failureCodeSchema, type Failure, type FailureCode } from './schemas.ts'

export function assetNotFound(id: string): AppError {
  return notFound('asset', id)
}

export function versionNotFound(id: string): AppError {
  return notFound('version', id)
}

export function uploadNotFound(id: string): AppError {
  return notFound('upload', id)
}

/** Says that the upload has ended already, in whichever way. */
export function uploadClosed(id: string): AppError {
  return conflict('upload.closed', `Upload ${id} has ended already.`)
}

/** Says no more of a fault of ours than that there was one; tus itself would tell its message. */
export function uploadFailed(cause: unknown): AppError {
  return new AppError({
    kind: 'internal',
    code: 'internal',
    message: 'The upload failed.',
    publicMessage: 'Something went wrong on our side.',
    cause,
  })
}

/** Says that a version is in a state that does not allow this. */
export function versionState(id: string, state: string): AppError {
  return conflict('version.wrong-state', `Version ${id} is ${state}.`, { state })
}

export function subtitleDraftNotFound(id: string): AppError {
  return notFound('subtitle-draft', id)
}

/** Says that a draft is in a state that does not allow this. */
export function subtitleDraftState(id: string, state: string): AppError {
  return conflict('subtitle-draft.wrong-state', `Subtitle draft ${id} is ${state}.`, { state })
}

/** Says that somebody saved the draft after it was read. */
export function subtitleDraftChanged(id: string): AppError {
  return conflict('subtitle-draft.changed', `Subtitle draft ${id} was saved by somebody else.`)
}

export function subtitleDraftEmpty(id: string): AppError {
  return invalidInput('subtitle-draft.empty', `Subtitle draft ${id} has no text.`)
}

/** Says that a version is not worth making any more. */
export function versionOvertaken(id: string): AppError {
  return conflict('version.overtaken', `A later version of the same film is there or on its way: ${id}.`)
}

export function sourceUnreadable(cause: unknown): AppError {
  return new AppError({
    kind: 'invalid-input',
    code: 'media.source-unreadable',
    message: 'The film could not be read.',
    cause,
  })
}

export function fileMissing(path: string, cause: unknown): AppError {
  return new AppError({
    kind: 'invalid-input',
    code: 'media.file-missing',
    message: `There is no file ${path}.`,
    params: { path },
    cause,
  })
}

export function fileEmpty(): AppError {
  return invalidInput('media.file-empty', 'The file is empty.')
}

/** Says why an encode came to nothing; `failure.code` is for the admin, `retryable` for the job core. */
export function encodeFailed(failure: Failure, retryable: boolean, cause: unknown): AppError {
  return new AppError({
    kind: retryable ? 'unavailable' : 'invalid-input',
    code: `media.${failure.code}`,
    message: failure.detail,
    params: { detail: failure.detail },
    retryable,
    cause,
  })
}

const toolFailures: Record<MediaToolErrorCode, FailureCode> = {
  'file-unreadable': 'source-missing',
  'container-unknown': 'not-a-film',
  'container-refused': 'container-refused',
  'points-elsewhere': 'points-elsewhere',
  'still-picture': 'still-picture',
  'audio-only': 'audio-only',
  'no-video': 'no-video',
  'no-duration': 'no-duration',
  'cut-short': 'cut-short',
  'clock-restarts': 'clock-restarts',
  'too-large': 'too-large',
  encrypted: 'encrypted',
  'codec-unknown': 'codec-unknown',
  'decode-failed': 'decode-failed',
  'sound-broken': 'sound-broken',
  'encode-failed': 'encode-failed',
  'cut-failed': 'encode-failed',
  'package-failed': 'package-failed',
  'over-limit': 'over-limit',
  'tool-missing': 'tool-missing',
  'no-space': 'no-space',
  'service-denied': 'service-denied',
  'service-refused': 'service-refused',
  'service-unavailable': 'service-unavailable',
  'service-failed': 'service-failed',
  'service-queue': 'service-queue',
  'service-stuck': 'service-stuck',
  'service-output': 'service-output',
  'service-cost': 'service-cost',
}

/** Why nothing can be made of a film whose file is not there any more. */
export const sourceMissing: { failure: Failure; retryable: boolean } = {
  failure: { code: 'source-missing', detail: 'The uploaded file is gone.' },
  retryable: false,
}

/**
 * Gives the reason that an admin is told for any error of an encode, and whether the job itself should try again.
 * Whether a try by an admin can help is said by `needsOtherFile`.
 */
export function explainFailure(error: unknown): { failure: Failure; retryable: boolean } {
  if (error instanceof MediaToolError) {
    return { failure: { code: toolFailures[error.code], detail: error.message }, retryable: error.retryable }
  }
  if (error instanceof AppError) return { failure: failureOf(error), retryable: error.retryable }
  if (error instanceof StorageError && error.code === 'not-found') return sourceMissing
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')) {
    return { failure: { code: 'no-space', detail: 'The disk is full.' }, retryable: true }
  }
  return {
    failure: { code: 'unexpected', detail: error instanceof Error ? error.message : String(error) },
    retryable: true,
  }
}

const jobFailures: Partial<Record<string, FailureCode>> = {
  'job.worker-lost': 'worker-lost',
  'job.timed-out': 'timed-out',
  'job.stuck': 'stuck',
}

/** The reason an admin is told for an error's code and message, as `encodeFailed` made them or a run kept them. */
export function failureOf({ code, message }: { code: string; message: string }): Failure {
  const own = failureCodeSchema.safeParse(code.replace(/^media\./, ''))
  const known = code.startsWith('media.') && own.success ? own.data : jobFailures[code]
  return { code: known ?? 'unexpected', detail: message }
}
