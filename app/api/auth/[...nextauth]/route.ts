import { handleNextAuth } from '#server/http/handle-next-auth.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { plainRoute } from '#server/http/route.ts'

type Params = { nextauth: string[] }

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
export const POST = handling({
  ...spec,
  summary: "Signs in and out by next-auth's cookie.",
  budget: 'sign-in',
})
