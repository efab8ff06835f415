import { authorisePlayback } from '#server/domains/playback/index.ts'
import {
  playbackAssetSchema,
  playbackDtoSchema,
  playingVersionSchema,
} from '#server/domains/playback/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives the player newly signed addresses of what it plays; `?playing=` names the version it has begun. */
export const GET = route<{ assetId: string }>(
  {
    summary: 'Gives newly signed addresses of a film or episode and all else a player needs.',
    access: 'playback.start',
    budget: 'page',
    params: playbackAssetSchema,
    query: playingVersionSchema,
    answers: { 200: playbackDtoSchema },
  },
  async (request, context, { assetId }) => {
    const playingVersionId = new URL(request.url).searchParams.get('playing') ?? undefined
    return personalJson(await authorisePlayback(context, { assetId, playingVersionId }))
  },
)
