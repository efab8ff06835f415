/** The kinds of failure a caller can meet, with the HTTP status each one maps to. */
export const errorKinds = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'wrong-media-type': 415,
  'too-many-requests': 429,
  unavailable: 503,
  /** A service behind us will not do it: no use in trying again, and no fault in what was asked. */
  'bad-gateway': 502,
  internal: 500,
} as const

export type ErrorKind = keyof typeof errorKinds

export type AppErrorInput = {
  kind: ErrorKind
  /** Stable machine word, `title.not-found`; also the message key in `i18n/messages/<locale>/errors.json`. */
  code: string
  /** For logs and developers. */
  message: string
  /** One English sentence safe to show to anyone; the interface translates by `code` where it can. */
  publicMessage?: string
  /** Values for the translated sentence. */
  params?: Record<string, string | number>
  /** Whether trying the same again later can help; decides what a job retries. */
  retryable?: boolean
  cause?: unknown
}

/** The one error that crosses a domain's door; anything else is a fault of ours and becomes a 500. */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly publicMessage: string
  readonly params: Record<string, string | number>
  readonly retryable: boolean

  constructor(input: AppErrorInput) {
    super(input.message, { cause: input.cause })
    this.name = 'AppError'
    this.kind = input.kind
    this.code = input.code
    this.publicMessage = input.publicMessage ?? input.message
    this.params = input.params ?? {}
    this.retryable = input.retryable ?? input.kind === 'unavailable'
  }

  get status(): number {
    return errorKinds[this.kind]
  }
}

/** Refuses input, naming the first fault and its field. */
export function invalidInput(
  code: string,
  message: string,
  params?: Record<string, string | number>,
): AppError {
  return new AppError({ kind: 'invalid-input', code, message, params })
}

/** Says that a thing of this noun with this id does not exist for this caller. */
export function notFound(noun: string, id: string): AppError {
  return new AppError({ kind: 'not-found', code: `${noun}.not-found`, message: `No ${noun} ${id}.` })
}

/** Says that the thing changed, or is in a state that does not allow this. */
export function conflict(code: string, message: string, params?: Record<string, string | number>): AppError {
  return new AppError({ kind: 'conflict', code, message, params })
}
