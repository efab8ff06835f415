import { DrizzleQueryError } from 'drizzle-orm'
import type { JobError } from '#db/postgres/schema/platform.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import type { JobDefinition } from '#server/platform/queues/define-job.ts'

const messageChars = 2000

/**
 * Gives what is kept of a handler's error. An AppError or another error with a code says itself whether to
 * try again; BullMQ's UnrecoverableError says no; an unknown error may be a passing fault.
 */
export function toJobError(error: unknown): JobError {
  if (error instanceof AppError) {
    const { code, message, params, retryable } = error
    return { code, message: shorten(message), params, retryable }
  }
  if (!(error instanceof Error)) return { code: 'internal', message: shorten(String(error)), retryable: true }
  if (error instanceof DrizzleQueryError)
    return { code: 'internal', message: shorten(withoutValues(error)), retryable: true }
  const coded = error as Error & { code?: unknown; retryable?: unknown }
  if (typeof coded.code === 'string' && typeof coded.retryable === 'boolean') {
    return { code: coded.code, message: shorten(error.message), retryable: coded.retryable }
  }
  const retryable = error.name !== 'UnrecoverableError'
  return { code: retryable ? 'internal' : 'job.unrecoverable', message: shorten(error.message), retryable }
}

/** Gives the wait in milliseconds before the try after this one (counted from 1): it doubles up to a limit. */
export function backoffMs(backoff: JobDefinition['backoff'], attempt: number): number {
  return Math.min(backoff.delayMs * 2 ** (attempt - 1), backoff.maxDelayMs)
}

/** Its own message holds what was to be written: names, addresses, contents. */
function withoutValues({ cause, query }: DrizzleQueryError): string {
  return `${cause?.message ?? 'A query failed.'} (${query})`
}

function shorten(message: string): string {
  return message.length <= messageChars ? message : `${message.slice(0, messageChars - 1)}…`
}
