import type { Answer } from './serve.ts'

/** The body's value, null where it is no JSON. */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return null
  }
}

/** An answer in JSON. */
export function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** A refusal as AWS words it. */
export function refused(status: number, type: string, message: string): Answer {
  const answer = json(status, { message })
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': type } }
}
