import { addToWatchlist, removeFromWatchlist } from '#server/domains/profiles/index.ts'
import { titleInputSchema } from '#server/domains/profiles/schemas.ts'
import { requirePublished } from '#server/http/require-published.ts'
import { route } from '#server/http/route.ts'

type Params = { titleId: string }
const shared = {
  access: 'profile.own',
  budget: 'page',
  params: titleInputSchema,
  answers: { 204: null },
} as const

export const PUT = route<Params>(
  { ...shared, summary: "Puts a title on the profile's list." },
  async (_request, context, { titleId }) => {
    await requirePublished(context, titleId)
    await addToWatchlist(context, { titleId })
    return new Response(null, { status: 204 })
  },
)

export const DELETE = route<Params>(
  { ...shared, summary: "Takes a title off the profile's list." },
  async (_request, context, { titleId }) => {
    await removeFromWatchlist(context, { titleId })
    return new Response(null, { status: 204 })
  },
)
