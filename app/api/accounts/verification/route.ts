import { verifyEmail } from '#server/domains/identity/index.ts'
import { apiVerificationSchema } from '#server/domains/identity/schemas.ts'
import { callerOf } from '#server/http/caller.ts'
import { readJson } from '#server/http/read-json.ts'
import { plainRoute } from '#server/http/route.ts'
import { createContext } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Proves an address by what the mail's link carries behind its `#`, together with a password. */
export const POST = plainRoute(
  {
    summary:
      'Proves the address of an account with the token of the mail, good once, together with the password it was registered with or a new one that replaces it.',
    access: 'public',
    budget: 'code',
    body: apiVerificationSchema,
    refuses: [403],
    answers: { 204: null },
  },
  async (request, _params, requestId) => {
    const context = createContext({ kind: 'anonymous' }, requestId)
    const body = parseInput(apiVerificationSchema, await readJson(request))
    await verifyEmail(context, { ...body, caller: callerOf(request.headers) })
    return new Response(null, { status: 204 })
  },
)
