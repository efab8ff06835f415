import { getAccount } from '#server/domains/identity/index.ts'
import { whoAmISchema } from '#server/domains/identity/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Tells a page who is signed in: `{ account: null }` for a visitor. */
export const GET = route(
  {
    summary: 'Tells who is signed in, null for a visitor.',
    access: 'public',
    budget: 'page',
    answers: { 200: whoAmISchema },
  },
  async (_request, context) => {
    if (context.actor.kind !== 'account') return personalJson({ account: null })
    const { id, displayName, email, role, avatar, locale } = await getAccount(context, {
      id: context.actor.accountId,
    })
    return personalJson({ account: { id, displayName, email, role, avatar, locale } })
  },
)
