import { AppError, conflict, invalidInput } from '../../platform/errors/app-error.ts'
import { hasCode } from '../../platform/errors/has-code.ts'

/** Says that the upload is another account's. */
export function uploadNotYours(uploadId: string): AppError {
  return new AppError({
    kind: 'forbidden',
    code: 'upload.not-yours',
    message: `Upload ${uploadId} is another account's.`,
    publicMessage: 'This upload was begun by another account.',
  })
}

/** Says that what arrived is not what was sent; the file has to be sent again. */
export function hashMismatch(): AppError {
  return invalidInput(
    'upload.hash-mismatch',
    'What arrived is not what was sent: the SHA-256 differs. Send the file again.',
  )
}

/** Says that the disk has no room for a whole file, in bytes. */
export function noRoom(room: {
  sizeBytes: number
  freeBytes: number
  promisedBytes: number
  reserveBytes: number
}): AppError {
  return invalidInput(
    'upload.no-room',
    `The file has ${room.sizeBytes} bytes; ${room.freeBytes} are free, of which ${room.promisedBytes} go to uploads under way and ${room.reserveBytes} stay free.`,
    room,
  )
}

/** Says that the operator's quota does not take a whole file, in bytes. */
export function quotaPassed(quota: { sizeBytes: number; usedBytes: number; quotaBytes: number }): AppError {
  return invalidInput(
    'upload.quota-passed',
    `The file has ${quota.sizeBytes} bytes; films use ${quota.usedBytes} of the ${quota.quotaBytes} that they may.`,
    quota,
  )
}

/** Says that the disk filled up while receiving; what came is kept, and sending goes on once there is room. */
function diskFull(cause: unknown): AppError {
  return new AppError({
    kind: 'unavailable',
    code: 'upload.disk-full',
    message: 'The disk is full.',
    publicMessage: 'The disk of the server is full.',
    cause,
  })
}

/** Gives `upload.disk-full` for the system's words for a full disk or quota, and any other error as it is. */
export function nameFullDisk(error: unknown): unknown {
  return hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT') ? diskFull(error) : error
}

/** Says that a file is larger than any upload may be. */
export function uploadTooLarge(maxBytes: number): AppError {
  return invalidInput('upload.too-large', `A file may have up to ${maxBytes} bytes.`, { maxBytes })
}

/** Says which header of a request of the tus protocol is missing or wrong. */
export function headerInvalid(header: string): AppError {
  return invalidInput('upload.header-invalid', `The header ${header} is missing or wrong.`, { header })
}

/** Says that a file which was to be used again is not there, or is another one. */
export function notTheSameFile(): AppError {
  return conflict('upload.not-the-same-file', 'The file here is not the one that was chosen.')
}

/** Says what the tus protocol's library refused. */
export function protocolRefusal(
  kind: 'not-found' | 'conflict' | 'invalid-input',
  code: string,
  message: string,
): AppError {
  return new AppError({ kind, code, message: message.trim() })
}

/** Says that more was sent than the file was said to have. */
export function sizeBeyond(): AppError {
  return protocolRefusal('invalid-input', 'upload.too-long', 'More was sent than the file has.')
}
