import {
  ownProfile,
  removeFromContinueWatching,
  restoreToContinueWatching,
} from '#server/domains/profiles/index.ts'
import { requirePublished } from '#server/http/require-published.ts'
import { route } from '#server/http/route.ts'

type Params = { titleId: string }

/** Takes the title off Continue Watching; PUT brings it back. */
export const DELETE = route<Params>(async (_request, context, { titleId }) => {
  await removeFromContinueWatching(context, { titleId })
  return new Response(null, { status: 204 })
})

export const PUT = route<Params>(async (_request, context, { titleId }) => {
  await ownProfile(context)
  await requirePublished(titleId)
  await restoreToContinueWatching(context, { titleId })
  return new Response(null, { status: 204 })
})
