import { pino } from 'pino'
import { withoutValues } from '../errors/without-values.ts'

/** Gives what a log line keeps of an error: its kind, message and stack with those of its causes, and no values of a query. */
export function describeError(error: unknown): unknown {
  const safe = withoutValues(error)
  return safe instanceof Error ? pino.stdSerializers.err(safe) : safe
}
