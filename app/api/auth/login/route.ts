import { signInForTokens } from '#server/domains/identity/index.ts'
import { apiSignedInSchema, apiSignInSchema } from '#server/domains/identity/schemas.ts'
import { callerOf } from '#server/http/caller.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { plainRoute } from '#server/http/route.ts'
import { createContext } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Signs a program in: an access token, good for ten minutes, and a refresh token, good once. */
export const POST = plainRoute(
  {
    summary: 'Signs in with e-mail address and password and gives an access token and a refresh token.',
    access: 'public',
    refuses: [401, 403],
    budget: 'sign-in',
    body: apiSignInSchema,
    answers: { 200: apiSignedInSchema },
  },
  async (request, _params, requestId) => {
    const context = createContext({ kind: 'anonymous' }, requestId)
    const body = parseInput(apiSignInSchema, await readJson(request))
    return personalJson(await signInForTokens(context, { ...body, caller: callerOf(request.headers) }))
  },
)
