import { createHash } from 'node:crypto'
import { calls, findCall } from './calls.ts'
import type { Desk } from './desk.ts'
import { readForm } from './read-form.ts'
import { Refusal } from './refusal.ts'
import { newId } from './store.ts'

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
    if (key !== null) desk.store.replays.set(key, { fingerprint: fingerprintOf(request), status: 200, body })
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
  if (!known) return null
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
