import { removeFromContinueWatching, restoreToContinueWatching } from '#server/domains/profiles/index.ts'
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

/** Takes the title off Continue Watching; PUT brings it back. */
export const DELETE = route<Params>(
  { ...shared, summary: 'Takes a title off what the profile is in the middle of.' },
  async (_request, context, { titleId }) => {
    await removeFromContinueWatching(context, { titleId })
    return new Response(null, { status: 204 })
  },
)

export const PUT = route<Params>(
  { ...shared, summary: 'Brings a title back to what the profile is in the middle of.' },
  async (_request, context, { titleId }) => {
    await requirePublished(context, titleId)
    await restoreToContinueWatching(context, { titleId })
    return new Response(null, { status: 204 })
  },
)
