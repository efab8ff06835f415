import { endOwnSession } from '#server/domains/identity/index.ts'
import { route } from '#server/http/route.ts'

/** Ends the session of the access token (or of the cookie): none of its tokens is good any more. */
export const POST = route(
  {
    summary: 'Ends the session that asks; its tokens are refused from then on.',
    access: 'signed-in',
    budget: 'api',
    answers: { 204: null },
  },
  async (_request, context) => {
    await endOwnSession(context)
    return new Response(null, { status: 204 })
  },
)
