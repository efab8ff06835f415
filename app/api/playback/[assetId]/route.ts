import { authorisePlayback } from '#server/domains/playback/index.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives the player newly signed addresses of what it plays; `?playing=` names the version it has begun. */
export const GET = route<{ assetId: string }>(async (request, context, { assetId }) => {
  const playingVersionId = new URL(request.url).searchParams.get('playing') ?? undefined
  return personalJson(await authorisePlayback(context, { assetId, playingVersionId }))
})
