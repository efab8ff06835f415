import { authorisePlayback } from '#server/domains/playback/index.ts'
import {
  playbackAssetSchema,
  playbackDtoSchema,
  playingVersionSchema,
} from '#server/domains/playback/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Opens a playback session, or goes on with the living one; `?playing=` names the version a player has begun. */
export const GET = route<{ assetId: string }>(
  {
    summary:
      'Opens a playback session of a film or episode, or goes on with one’s own, and gives all that a player needs.',
    access: 'playback.start',
    budget: 'page',
    hasEffect: true,
    params: playbackAssetSchema,
    query: playingVersionSchema,
    answers: { 200: playbackDtoSchema },
  },
  async (request, context, { assetId }) => {
    const playingVersionId = new URL(request.url).searchParams.get('playing') ?? undefined
    return personalJson(await authorisePlayback(context, { assetId, playingVersionId }))
  },
)
