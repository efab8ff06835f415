import { authorize, requireAccountId } from '../platform/authorize/authorize.ts'
import { createContext, type Actor, type Context } from '../platform/context/context.ts'
import { checkText } from '../platform/errors/check-text.ts'
import type { Standing } from '../platform/limits/count-request.ts'
import { limitHeaders } from '../platform/limits/enforce-limit.ts'
import { observeHttp } from '../platform/metrics/http-metrics.ts'
import { routePattern } from '../platform/metrics/route-pattern.ts'
import { checkOrigin, checkEffectfulGet } from './check-origin.ts'
import { limitCaller } from './limit-caller.ts'
import { transportSecurity } from './page-headers.ts'
import { errorResponse, setHeaders } from './problem.ts'
import { requestIdOf } from './request-id.ts'
import { checkMediaType, type RouteSpec } from './route-spec.ts'
import { currentActor } from './session.ts'

type RouteParams = Record<string, string | string[]>
type RouteHandler<Params extends RouteParams> = (
  request: Request,
  context: Context,
  params: Params,
) => Promise<Response>

/** What Next calls; the spec stays with it for the document and the tables made of all routes. */
export type Route<Params extends RouteParams = RouteParams> = ((
  request: Request,
  segment: { params: Promise<Params> },
) => Promise<Response>) & { spec: RouteSpec }

/**
 * Wraps a route handler: says who asks, counts the request, lets in whom the spec names, gives the handler a context,
 * and answers any error as problem details. A change asked by a page of another site is refused before all of it;
 * who may not come in learns nothing about what they sent.
 * A plain object is the handler's own job to turn into a Response.
 */
export function route<Params extends RouteParams = Record<never, never>>(
  spec: RouteSpec,
  handler: RouteHandler<Params>,
): Route<Params> {
  return described(spec, async (request, segment, requestId) => {
    checkOrigin(request)
    if (spec.hasEffect) checkEffectfulGet(request)
    const actor = await askWho(spec, request)
    const standing = await limitCaller(spec.budget, actor, request.headers)
    const context = createContext(actor, requestId)
    letIn(context, spec)
    const params = await segment.params
    checkGiven(spec, request, params)
    return told(await handler(request, context, params), standing)
  })
}

/**
 * Wraps a route handler that asks nobody's name: what is signed, probed or open to all. The request is counted by its
 * address, any error is answered as problem details.
 */
export function plainRoute<Params extends RouteParams = Record<never, never>>(
  spec: RouteSpec & { access: 'public' },
  handler: (request: Request, params: Params, requestId: string) => Promise<Response>,
): Route<Params> {
  return described(spec, async (request, segment, requestId) => {
    await limitCaller(spec.budget, { kind: 'anonymous' }, request.headers)
    const params = await segment.params
    checkGiven(spec, request, params)
    return handler(request, params, requestId)
  })
}

/** Gives the answer of `work`, or of the error it met, with the request's id and a line in the metrics. */
function described<Params extends RouteParams>(
  spec: RouteSpec,
  work: (request: Request, segment: { params: Promise<Params> }, requestId: string) => Promise<Response>,
): Route<Params> {
  const answering = async (request: Request, segment: { params: Promise<Params> }): Promise<Response> => {
    const requestId = requestIdOf(request.headers)
    const startedAt = performance.now()
    const response = await work(request, segment, requestId).catch((error: unknown) =>
      errorResponse(error, requestId),
    )
    setHeaders(response, { 'x-request-id': requestId, ...transportSecurity() })
    const pattern = routePattern(new URL(request.url).pathname, await segment.params)
    const labels = { route: pattern, method: request.method, status: response.status }
    observeHttp(labels, (performance.now() - startedAt) / 1000)
    return response
  }
  return Object.assign(answering, { spec })
}

/** A token that is refused is a request as well: whoever tries many is counted by their address. */
async function askWho(spec: RouteSpec, request: Request): Promise<Actor> {
  try {
    return await currentActor()
  } catch (error) {
    await limitCaller(spec.budget, { kind: 'anonymous' }, request.headers)
    throw error
  }
}

function letIn(context: Context, { access }: RouteSpec): void {
  if (access === 'public') return
  if (access === 'signed-in') requireAccountId(context)
  else authorize(context, access)
}

function checkGiven(spec: RouteSpec, request: Request, params: RouteParams | undefined): void {
  checkMediaType(spec, request)
  checkText(params)
  checkText(Object.fromEntries(new URL(request.url).searchParams))
}

function told(response: Response, standing: Standing | null): Response {
  if (standing) setHeaders(response, limitHeaders(standing))
  return response
}
