/** Why a media tool gave up; domains map it to a reason that an admin understands. */
export type MediaToolErrorCode =
  | 'file-unreadable'
  | 'container-unknown'
  | 'container-refused'
  | 'points-elsewhere'
  | 'still-picture'
  | 'audio-only'
  | 'no-video'
  | 'no-duration'
  | 'cut-short'
  | 'clock-restarts'
  | 'too-large'
  | 'encrypted'
  | 'codec-unknown'
  | 'decode-failed'
  | 'sound-broken'
  | 'encode-failed'
  | 'cut-failed'
  | 'package-failed'
  | 'over-limit'
  | 'tool-missing'
  | 'no-space'
  // Of an encoder outside: what it may not do, will not do, cannot be asked, ended in, or did not give.
  | 'service-denied'
  | 'service-refused'
  | 'service-unavailable'
  | 'service-failed'
  | 'service-queue'
  | 'service-stuck'
  | 'service-output'
  | 'service-cost'

/** A media tool's failure with the last lines it wrote; `retryable` is true when trying again may help. */
export class MediaToolError extends Error {
  readonly code: MediaToolErrorCode
  readonly retryable: boolean
  readonly stderrTail: string

  constructor(
    code: MediaToolErrorCode,
    message: string,
    options: { retryable?: boolean; stderrTail?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'MediaToolError'
    this.code = code
    this.retryable = options.retryable ?? false
    this.stderrTail = options.stderrTail ?? ''
  }
}
