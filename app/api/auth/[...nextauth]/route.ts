import { handleNextAuth } from '#server/http/handle-next-auth.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { plainRoute } from '#server/http/route.ts'
import { env } from '#server/platform/env/env.ts'

type Params = { nextauth: string[] }
type Segment = { params: Promise<Params> }

// next-auth's own protocol: our pages speak it through its client, nobody else has a use for it.
const spec = {
  access: 'public',
  address: '/api/auth/{nextauth}',
  answers: { 200: { mediaType: '*/*' }, 302: null },
} as const satisfies Partial<RouteSpec>

function handling(whole: RouteSpec & { access: 'public' }) {
  return plainRoute<Params>(whole, handleNextAuth)
}

export const GET = handling({ ...spec, summary: "Reads next-auth's session and its pages.", budget: 'page' })

const enter = handling({ ...spec, summary: "Signs in by next-auth's cookie.", budget: 'sign-in' })
// Whoever may not try any more may still go.
const leave = handling({ ...spec, summary: "Signs out by next-auth's cookie.", budget: 'page' })

async function post(request: Request, segment: Segment): Promise<Response> {
  const [verb] = (await segment.params).nextauth
  const response = await (verb === 'signout' ? leave : enter)(request, segment)
  return response.status === 429 ? forClient(response) : response
}

/** next-auth's client reads what went wrong out of an address and nowhere else. */
async function forClient(response: Response): Promise<Response> {
  const problem = (await response.json()) as Record<string, unknown>
  const url = new URL('/sign-in?error=auth.too-many-attempts', env().MARQUEE_PUBLIC_URL)
  return Response.json({ ...problem, url }, { status: response.status, headers: response.headers })
}

export const POST = Object.assign(post, { spec: enter.spec })
