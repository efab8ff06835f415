import { createHash, timingSafeEqual } from 'node:crypto'
import { createContext, type Context } from '../platform/context/context.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { checkMediaType, type RouteSpec } from './route-spec.ts'
import { plainRoute, type Route } from './route.ts'

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
  spec: Omit<RouteSpec, 'access' | 'budget'>,
  { name, header, secrets }: WebhookCaller,
  handler: (request: Request, context: Context) => Promise<Response>,
): Route<Record<never, never>> {
  const { body, ...whole } = { ...spec, access: 'public', budget: 'webhook' } as const
  const answering = plainRoute(whole, async (request, _params, requestId) => {
    if (!knows(request.headers.get(header), secrets())) throw badSecret()
    checkMediaType(spec, request)
    return handler(request, createContext({ kind: 'system', name }, requestId))
  })
  return Object.assign(answering, { spec: { ...whole, ...(body && { body }), secretHeader: header } })
}

function badSecret(): AppError {
  return new AppError({
    kind: 'unauthenticated',
    code: 'auth.bad-secret',
    message: 'The secret is missing or wrong.',
  })
}

/** Takes the same time whichever secret it is and however much of it is right. */
function knows(given: string | null, secrets: readonly string[]): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const shown = digest(given ?? '')
  return secrets.map((secret) => timingSafeEqual(digest(secret), shown)).some(Boolean) && given !== null
}
