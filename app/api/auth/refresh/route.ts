import { refreshSession } from '#server/domains/identity/index.ts'
import { refreshSchema, tokensSchema } from '#server/domains/identity/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { plainRoute } from '#server/http/route.ts'
import { createContext } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Exchanges a refresh token for new tokens; whoever uses one twice has the session ended. */
export const POST = plainRoute(
  {
    summary: 'Exchanges a refresh token, good once, for a new access token and a new refresh token.',
    access: 'public',
    refuses: [401, 403],
    budget: 'api',
    body: refreshSchema,
    answers: { 200: tokensSchema },
  },
  async (request, _params, requestId) => {
    const context = createContext({ kind: 'anonymous' }, requestId)
    const body = parseInput(refreshSchema, await readJson(request))
    return personalJson(await refreshSession(context, body))
  },
)
