import { createHash } from 'node:crypto'
import { calls, findCall } from './calls.ts'
import { seconds, type Desk } from './desk.ts'
import { readForm } from './read-form.ts'
import { Refusal } from './refusal.ts'
import { newId } from './store.ts'

const keptSeconds = 24 * 60 * 60

/** A request as it came. */
export type StandInRequest = {
  method: string
  path: string
  query: string
  headers: Record<string, string | string[] | undefined>
  body: string
}
export type Answer = { status: number; headers: Record<string, string>; body: string }

/** Answers a call of the API as Stripe does: key, idempotency, parameters, then the work. */
export function answerCall(desk: Desk, secretKey: string, request: StandInRequest): Answer {
  const requestId = newId('req_')
  try {
    requireKey(request, secretKey)
    const key = request.method === 'POST' ? headerOf(request, 'idempotency-key') : null
    const replay = key === null ? null : findReplay(desk, key, request)
    if (replay) return answer(replay.status, replay.body, requestId, { 'idempotent-replayed': 'true' })
    desk.request = { id: requestId, key }
    const body = JSON.stringify(carryOut(desk, request))
    if (key !== null) {
      const made = { fingerprint: fingerprintOf(request), at: seconds(desk), status: 200, body }
      desk.store.replays.set(key, made)
    }
    return answer(200, body, requestId, {})
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return answer(error.status, JSON.stringify({ error: error.error }), requestId, {})
  } finally {
    desk.request = null
  }
}

/** Names every call that is answered, for the test that compares them with Stripe's own document. */
export const answeredCalls = Object.keys(calls)

function carryOut(desk: Desk, request: StandInRequest): unknown {
  const { call, id } = findCall(request.method, request.path)
  return call(desk, id, readForm(request.method === 'POST' ? request.body : request.query))
}

function requireKey(request: StandInRequest, secretKey: string): void {
  const [scheme, given] = (headerOf(request, 'authorization') ?? '').split(' ', 2)
  if (scheme === 'Bearer' && given === secretKey) return
  const message = given
    ? `Invalid API Key provided: ${given.slice(0, 8)}****`
    : 'You did not provide an API key.'
  throw new Refusal(401, { type: 'invalid_request_error', message })
}

function findReplay(
  desk: Desk,
  key: string,
  request: StandInRequest,
): { status: number; body: string } | null {
  const known = desk.store.replays.get(key)
  // Stripe forgets a key a day after its first use.
  if (!known || seconds(desk) - known.at > keptSeconds) return null
  if (known.fingerprint === fingerprintOf(request)) return known
  throw new Refusal(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}

function fingerprintOf({ method, path, body }: StandInRequest): string {
  return createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex')
}

function headerOf({ headers }: StandInRequest, name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}

function answer(status: number, body: string, requestId: string, headers: Record<string, string>): Answer {
  return {
    status,
    body,
    headers: { 'content-type': 'application/json', 'request-id': requestId, ...headers },
  }
}
