import type { z } from 'zod'

/** A refusal in Stripe's shape: `{"error": {…}}`. */
export class Refusal extends Error {
  readonly status: number
  readonly error: { type: string; message: string; code?: string; param?: string; decline_code?: string }

  constructor(status: number, error: Refusal['error']) {
    super(error.message)
    this.name = 'Refusal'
    this.status = status
    this.error = error
  }
}

/** Refuses parameters. */
export function invalid(message: string, code?: string, param?: string): Refusal {
  return new Refusal(400, {
    type: 'invalid_request_error',
    message,
    ...(code && { code }),
    ...(param && { param }),
  })
}

/** Says that there is no such thing. */
export function missing(noun: string, id: string): Refusal {
  const message = `No such ${noun}: '${id}'`
  return new Refusal(404, { type: 'invalid_request_error', code: 'resource_missing', message, param: 'id' })
}

/** Parses parameters; refuses the first that is wrong, named as Stripe names it: `line_items[0][quantity]`. */
export function parseParams<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = (issue?.path ?? []).map(String)
  if (issue?.code === 'unrecognized_keys') {
    const param = nameOf([...path, issue.keys[0] ?? ''])
    throw invalid(`Received unknown parameter: ${param}`, 'parameter_unknown', param)
  }
  const param = nameOf(path)
  if (issue?.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    throw invalid(`Missing required param: ${param}.`, 'parameter_missing', param)
  throw invalid(`Invalid ${param}: ${issue?.message}`, undefined, param)
}

function nameOf([first = '', ...rest]: string[]): string {
  return first + rest.map((part) => `[${part}]`).join('')
}
