import { z } from 'zod'
import { AppError } from '../platform/errors/app-error.ts'
import { limitHeaders, LimitPassed } from '../platform/limits/enforce-limit.ts'
import { log } from '../platform/log/log.ts'
import { rawRequest } from './raw-request.ts'

/** An error as every route answers it: RFC 9457 problem details with our code and the request's id. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  /** One English sentence for developers. */
  title: z.string(),
  status: z.int().min(400).max(599),
  /** A stable word, `title.not-found`. */
  code: z.string(),
  /** Values for the sentence of that code. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  requestId: z.string(),
})
export type Problem = z.infer<typeof problemSchema>

/**
 * Maps any error to its problem; one we did not foresee is told as a bare 500. Faults of ours (5xx) are logged
 * whole, foreseen or not: the answer says nothing of their cause.
 */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof AppError) {
    if (error.status >= 500) log().error({ err: error, requestId, code: error.code }, 'a request failed')
    return {
      type: 'about:blank',
      title: error.publicMessage,
      status: error.status,
      code: error.code,
      params: error.params,
      requestId,
    }
  }
  if (isHungUp(error)) log().info({ requestId }, 'the caller hung up')
  else log().error({ err: error, requestId }, 'unforeseen error')
  return {
    type: 'about:blank',
    title: 'Something went wrong on our side.',
    status: 500,
    code: 'internal',
    params: {},
    requestId,
  }
}

/**
 * What Node throws to whoever reads a body whose sender is gone. A database that hangs up has the same code, and leaves
 * the request whole.
 */
function isHungUp(error: unknown): boolean {
  const isReset = error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
  return isReset && Boolean(rawRequest()?.errored)
}

/** Gives the problem as an `application/problem+json` response. */
function problemResponse(problem: Problem): Response {
  return Response.json(problem, {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': problem.requestId,
      ...(problem.status === 429 && typeof problem.params.seconds === 'number'
        ? { 'retry-after': String(problem.params.seconds) }
        : {}),
      // RFC 9110, 15.5.2: a 401 says how to do better.
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="marquee"' } : {}),
    },
  })
}

/** Answers any error as its problem; whoever passed a limit is told how they stand as well. */
export function errorResponse(error: unknown, requestId: string): Response {
  const response = problemResponse(toProblem(error, requestId))
  if (error instanceof LimitPassed) setHeaders(response, limitHeaders(error.standing))
  if (error instanceof AppError && error.kind === 'method-not-allowed') {
    response.headers.set('allow', String(error.params.allow ?? ''))
  }
  return response
}

/** Sets what is not set yet, where headers can be set at all: those of a redirect can't. */
export function setHeaders(response: Response, headers: Record<string, string>): void {
  try {
    for (const [name, value] of Object.entries(headers)) {
      if (!response.headers.has(name)) response.headers.set(name, value)
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}
