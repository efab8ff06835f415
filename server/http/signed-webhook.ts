import { mostWebhookBytes } from '../domains/billing/schemas.ts'
import { createContext, type Context } from '../platform/context/context.ts'
import { readBytes } from './read-bytes.ts'
import type { RouteSpec } from './route-spec.ts'
import { plainRoute, type Route } from './route.ts'

/**
 * Wraps a route that a service calls with a signature over the body: the handler is given its bytes as they came and a
 * system's context, and refuses by itself what is not signed. A body above 512 KB is refused before it is read.
 */
export function signedWebhook(
  spec: Pick<RouteSpec, 'summary' | 'answers'>,
  handler: (context: Context, call: { headers: Headers; rawBody: Uint8Array }) => Promise<Response>,
): Route<Record<never, never>> {
  const whole = {
    ...spec,
    access: 'public',
    budget: 'webhook',
    body: { mediaType: 'application/json' },
    refuses: [401],
  } as const
  return plainRoute(whole, async (request, _params, requestId) => {
    const rawBody = await readBytes(request, mostWebhookBytes)
    const context = createContext({ kind: 'system', name: 'webhook' }, requestId)
    return handler(context, { headers: request.headers, rawBody })
  })
}
