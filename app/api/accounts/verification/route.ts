import { verifyEmail } from '#server/domains/identity/index.ts'
import { confirmEmailSchema } from '#server/domains/identity/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { plainRoute } from '#server/http/route.ts'
import { createContext } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Proves an address by what the mail's link carries behind its `#`. */
export const POST = plainRoute(
  {
    summary: 'Proves the address of an account with the token of the mail, good once.',
    access: 'public',
    budget: 'code',
    body: confirmEmailSchema,
    answers: { 204: null },
  },
  async (request, _params, requestId) => {
    const context = createContext({ kind: 'anonymous' }, requestId)
    await verifyEmail(context, parseInput(confirmEmailSchema, await readJson(request)))
    return new Response(null, { status: 204 })
  },
)
