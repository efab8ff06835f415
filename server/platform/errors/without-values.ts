import { DrizzleQueryError } from 'drizzle-orm'

/**
 * Gives an error that may be kept and logged: of a query that failed its statement and its cause, without the values that
 * were to be written or looked for, which drizzle puts into its message. Any other error is given as it is.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const cause = withoutValues(error.cause)
  if (!(error instanceof DrizzleQueryError))
    return cause === error.cause
      ? error
      : Object.assign(copyOf(error, error.message, cause), error, { cause })
  return copyOf(error, `Failed query: ${error.query}`, cause)
}

function copyOf(error: Error, message: string, cause: unknown): Error {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const copy = new Error(message, { cause })
  copy.name = error.name
  copy.stack = [`${error.name}: ${message}`, ...frames].join('\n')
  return copy
}
