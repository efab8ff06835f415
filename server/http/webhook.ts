import { createHash, timingSafeEqual } from 'node:crypto'
import { createContext, type Context } from '../platform/context/context.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { observeHttp } from '../platform/metrics/http-metrics.ts'
import { problemResponse, toProblem } from './problem.ts'
import { requestIdOf } from './request-id.ts'

export type WebhookCaller = {
  /** Who calls, as the audit log names it. */
  name: string
  /** The header that carries the secret. */
  header: string
  /** Each of them is good; none closes the door. */
  secrets: () => readonly string[]
}

/**
 * Wraps a route that a service calls: refuses as `auth.bad-secret` whoever does not know one of the secrets, gives the
 * handler a system's context and answers errors as problem details.
 */
export function webhook(
  caller: WebhookCaller,
  handler: (request: Request, context: Context) => Promise<Response>,
) {
  return async (request: Request): Promise<Response> => {
    const requestId = requestIdOf(request.headers)
    const startedAt = performance.now()
    const response = await answer(caller, handler, request, requestId)
    const labels = { route: new URL(request.url).pathname, method: request.method, status: response.status }
    observeHttp(labels, (performance.now() - startedAt) / 1000)
    return response
  }
}

async function answer(
  { name, header, secrets }: WebhookCaller,
  handler: (request: Request, context: Context) => Promise<Response>,
  request: Request,
  requestId: string,
): Promise<Response> {
  try {
    if (!knows(request.headers.get(header), secrets())) {
      throw new AppError({
        kind: 'unauthenticated',
        code: 'auth.bad-secret',
        message: 'The secret is missing or wrong.',
      })
    }
    return await handler(request, createContext({ kind: 'system', name }, requestId))
  } catch (error) {
    return problemResponse(toProblem(error, requestId))
  }
}

/** Takes the same time whichever secret it is and however much of it is right. */
function knows(given: string | null, secrets: readonly string[]): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const shown = digest(given ?? '')
  return secrets.map((secret) => timingSafeEqual(digest(secret), shown)).some(Boolean) && given !== null
}
