export type StorageErrorCode = 'key-invalid' | 'not-found' | 'range-unsatisfiable' | 'unconfigured'

/** A storage failure that is the caller's to handle; disk faults keep their own errors. */
export class StorageError extends Error {
  readonly code: StorageErrorCode
  constructor(code: StorageErrorCode, message: string) {
    super(message)
    this.name = 'StorageError'
    this.code = code
  }
}
