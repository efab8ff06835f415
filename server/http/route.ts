import { createContext, type Context } from '../platform/context/context.ts'
import { observeHttp } from '../platform/metrics/http-metrics.ts'
import { routePattern } from '../platform/metrics/route-pattern.ts'
import { checkOrigin } from './check-origin.ts'
import { problemResponse, toProblem } from './problem.ts'
import { requestIdOf } from './request-id.ts'
import type { RouteSpec } from './route-spec.ts'
import { currentActor } from './session.ts'

type RouteParams = Record<string, string | string[]>
type RouteHandler<Params extends RouteParams> = (
  request: Request,
  context: Context,
  params: Params,
) => Promise<Response>

/** What Next calls; the spec stays with it for the document and the tables made of all routes. */
export type Route<Params extends RouteParams> = ((
  request: Request,
  segment: { params: Promise<Params> },
) => Promise<Response>) & { spec?: RouteSpec }

/**
 * Wraps a route handler: says who asks, gives it a context, and answers any error as problem details. A change
 * asked by a page of another site is refused before the handler.
 * A plain object is the handler's own job to turn into a Response.
 */
export function route<Params extends RouteParams = Record<never, never>>(
  ...[first, second]: [RouteHandler<Params>] | [RouteSpec, RouteHandler<Params>]
): Route<Params> {
  const handler = second ?? (first as RouteHandler<Params>)
  const answering = async (request: Request, segment: { params: Promise<Params> }): Promise<Response> => {
    const requestId = requestIdOf(request.headers)
    const startedAt = performance.now()
    const response = await answer(handler, request, segment.params, requestId)
    const pattern = routePattern(new URL(request.url).pathname, await segment.params)
    const labels = { route: pattern, method: request.method, status: response.status }
    observeHttp(labels, (performance.now() - startedAt) / 1000)
    return response
  }
  return second ? Object.assign(answering, { spec: first as RouteSpec }) : answering
}

async function answer<Params extends RouteParams>(
  handler: RouteHandler<Params>,
  request: Request,
  params: Promise<Params>,
  requestId: string,
): Promise<Response> {
  try {
    checkOrigin(request)
    const context = createContext(await currentActor(), requestId)
    const response = await handler(request, context, await params)
    if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', requestId)
    return response
  } catch (error) {
    return problemResponse(toProblem(error, requestId))
  }
}
