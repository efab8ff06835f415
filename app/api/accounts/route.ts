import { registerAccount } from '#server/domains/identity/index.ts'
import { apiRegistrationSchema } from '#server/domains/identity/schemas.ts'
import { callerOf } from '#server/http/caller.ts'
import { readJson } from '#server/http/read-json.ts'
import { plainRoute } from '#server/http/route.ts'
import { createContext } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Asks for an account; a mail goes to the address, and the answer is the same for every address. */
export const POST = plainRoute(
  {
    summary: 'Registers an account: a mail with a link goes to the address, whether or not it is known here.',
    access: 'public',
    budget: 'code',
    body: apiRegistrationSchema,
    answers: { 202: null },
  },
  async (request, _params, requestId) => {
    const context = createContext({ kind: 'anonymous' }, requestId)
    const body = parseInput(apiRegistrationSchema, await readJson(request))
    await registerAccount(context, { ...body, caller: callerOf(request.headers) })
    return new Response(null, { status: 202 })
  },
)
