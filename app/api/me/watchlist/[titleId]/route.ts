import { addToWatchlist, ownProfile, removeFromWatchlist } from '#server/domains/profiles/index.ts'
import { requirePublished } from '#server/http/require-published.ts'
import { route } from '#server/http/route.ts'

type Params = { titleId: string }

export const PUT = route<Params>(async (_request, context, { titleId }) => {
  await ownProfile(context)
  await requirePublished(titleId)
  await addToWatchlist(context, { titleId })
  return new Response(null, { status: 204 })
})

export const DELETE = route<Params>(async (_request, context, { titleId }) => {
  await removeFromWatchlist(context, { titleId })
  return new Response(null, { status: 204 })
})
