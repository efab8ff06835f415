import { z } from 'zod'
import { describeApi } from '#server/http/openapi/describe-api.ts'
import { describeModules } from '#server/http/openapi/describe-modules.ts'
import { plainRoute } from '#server/http/route.ts'
import { env } from '#server/platform/env/env.ts'
import { routeModules } from './route-modules.ts'

const own = '/api/openapi.json'
let made: Promise<string> | undefined

/** Gives the OpenAPI 3.1 document of all routes; it changes with a release alone. */
export const GET = plainRoute(
  {
    summary: 'Gives this document.',
    access: 'public',
    refuses: [],
    budget: 'page',
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
  async () => {
    made ??= makeDocument()
    const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' }
    return new Response(await made, { headers })
  },
)

async function makeDocument(): Promise<string> {
  const modules = await Promise.all(
    Object.entries(routeModules).map(async ([pattern, load]) => [pattern, await load()] as const),
  )
  const routes = [...modules, [own, { GET }] as const].flatMap(([pattern, module]) =>
    describeModules(pattern, module),
  )
  return JSON.stringify(describeApi(routes, new URL(env().MARQUEE_PUBLIC_URL).origin))
}
