import type { RouteSpec } from '../route-spec.ts'
import type { DescribedRoute } from './describe-api.ts'

export const routeMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Routes that the document leaves out, with the reason; a program has no use for them. */
export const undocumented: Readonly<Record<string, string>> = {
  '/api/[...rest]': 'It is every address that does not exist.',
  '/api/auth/[...nextauth]':
    "next-auth's own protocol, spoken between its client in our pages and its server.",
}

/** Gives what the routes of one file state; `[id]` of its address becomes `{id}`. A handler without a spec is a fault. */
export function describeModules(
  pattern: string,
  module: Readonly<Record<string, unknown>>,
): DescribedRoute[] {
  if (pattern in undocumented) return []
  return routeMethods.flatMap((method) => {
    const handler = module[method]
    if (handler === undefined) return []
    const spec = specOf(handler)
    if (!spec) throw new Error(`${method} ${pattern} has no spec: make it with route().`)
    return { method, spec, address: spec.address ?? addressOf(pattern) }
  })
}

/** `/api/titles/[id]` -> `/api/titles/{id}`; of a page's language the first, which goes without a word of its own. */
export function addressOf(pattern: string): string {
  return pattern.replace('/[locale]/', '/').replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, '{$1}')
}

/** Gives the spec that stays with a route handler; null where it was not made with `route()` or its like. */
export function specOf(handler: unknown): RouteSpec | null {
  return typeof handler === 'function' && 'spec' in handler ? (handler.spec as RouteSpec) : null
}
