import { z } from 'zod'
import { getAccount } from '#server/domains/identity/index.ts'
import { accountDtoSchema } from '#server/domains/identity/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { requireAccountId } from '#server/platform/authorize/authorize.ts'

/** Tells a program whose account it speaks for. */
export const GET = route(
  {
    summary: 'Gives the account that asks.',
    access: 'signed-in',
    budget: 'api',
    answers: { 200: z.object({ account: accountDtoSchema }) },
  },
  async (_request, context) =>
    personalJson({ account: await getAccount(context, { id: requireAccountId(context) }) }),
)
