import type { Job } from '@aws-sdk/client-mediaconvert'
import { MediaToolError, type MediaToolErrorCode } from '../../errors.ts'

/** Job errors that an operator must mend: the role or its bucket's policy and keys refuse (AWS's list of error codes). */
const denied = new Set([1401, 1432, 1433, 1434, 3400, 3401, 3403, 3404])
/** Job errors below 2000, which blame the film or its settings, but may pass: the source gone, and the unnamed one. */
const passing = new Set([1404, 1999])

/** Why a job ended in ERROR or was cancelled outside, and whether another may go better. */
export function jobFailure(job: Pick<Job, 'Status' | 'ErrorCode' | 'ErrorMessage'>): MediaToolError {
  if (job.Status === 'CANCELED') {
    return new MediaToolError('service-failed', 'The job was cancelled at MediaConvert, not here')
  }
  return explainJobError(job.ErrorCode, job.ErrorMessage)
}

/** What a job's error code and message mean, and whether another job may go better. */
export function explainJobError(code = 0, told = 'no message'): MediaToolError {
  const message = `MediaConvert error ${code}: ${told}`
  if (denied.has(code) || (code >= 3450 && code <= 3458)) return new MediaToolError('service-denied', message)
  if (code >= 1000 && code < 2000 && !passing.has(code)) return new MediaToolError('service-refused', message)
  return new MediaToolError('service-failed', message, { retryable: true })
}

const deniedNames = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'ForbiddenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'NoSuchBucket',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'CredentialsProviderError',
])

const refusedNames = new Set(['BadRequestException', 'UnprocessableEntityException', 'NotFoundException'])

/** Turns what the AWS clients throw into the port's error; our own errors and a stop pass through. */
export function serviceFailure(error: unknown, doing: string): unknown {
  if (!(error instanceof Error) || error instanceof MediaToolError || !isOfService(error)) return error
  const status = statusOf(error)
  const message = `${doing}: ${error.name}: ${error.message}`
  const made = (code: MediaToolErrorCode, retryable: boolean): MediaToolError =>
    new MediaToolError(code, message, { retryable, cause: error })
  if (deniedNames.has(error.name) || status === 401 || status === 403) return made('service-denied', false)
  if (refusedNames.has(error.name)) return made('service-refused', false)
  return made('service-unavailable', true)
}

/** True for what may go better at the next look: throttling, a fault of the service, a lost connection. */
export function mayPass(error: unknown): boolean {
  const failure = serviceFailure(error, '')
  return failure instanceof MediaToolError && failure.code === 'service-unavailable'
}

function statusOf(error: Error): number | undefined {
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } }
  return metadata?.httpStatusCode
}

// Our own errors, a stop and a full disk are no word of the service's.
function isOfService(error: Error): boolean {
  if (error.name === 'AbortError') return false
  const { code = '' } = error as NodeJS.ErrnoException
  return (
    '$metadata' in error ||
    error.name === 'TimeoutError' ||
    error.name === 'CredentialsProviderError' ||
    /^(ECONN|EHOST|ENET|EPIPE|EAI_AGAIN|ETIMEDOUT|ENOTFOUND)/.test(code)
  )
}
