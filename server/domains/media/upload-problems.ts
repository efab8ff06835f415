import { AppError } from '../../platform/errors/app-error.ts'
import { uploadFailed } from './errors.ts'
import { headerInvalid, protocolRefusal } from './upload-errors.ts'

export type TusError = { status_code: number; body: string }

/** Gives any error of an upload as a status and problem details in JSON (RFC 9457), the protocol's own ones too. */
export function toTusProblem(error: unknown, requestId: string): TusError {
  const known = toAppError(error)
  const { code, params, status, publicMessage: title } = known
  const body = { type: 'about:blank', title, status, code, params, requestId }
  return { status_code: status, body: JSON.stringify(body) }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isTusError(error)) return explain(error)
  return uploadFailed(error)
}

function isTusError(error: unknown): error is TusError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'status_code' in error &&
    typeof error.status_code === 'number' &&
    'body' in error &&
    typeof error.body === 'string'
  )
}

/** What the protocol's library refuses by itself, by the statuses of tus 1.0. */
function explain({ status_code: status, body }: TusError): AppError {
  switch (status) {
    case 404:
    case 410:
      return protocolRefusal('not-found', 'upload.not-found', body)
    case 409:
      return protocolRefusal('conflict', 'upload.offset-conflict', body)
    case 412:
      return headerInvalid('Tus-Resumable')
    case 413:
      return protocolRefusal('invalid-input', 'upload.too-long', body)
    case 400:
    case 403:
      return headerInvalid(
        body
          .trim()
          .replace(/^Invalid /, '')
          .slice(0, 100),
      )
    default:
      return uploadFailed(new Error(body))
  }
}
