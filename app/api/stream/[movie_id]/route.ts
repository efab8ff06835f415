import { getStream } from '#server/domains/playback/index.ts'
import { streamDtoSchema, streamParamsSchema, streamQuerySchema } from '#server/domains/playback/schemas.ts'
import { playCookieHeader } from '#server/http/play-cookie.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

type Params = { movie_id: string }

/** Opens a playback session for a program, by a title's id or address; `?season=&episode=` name an episode. */
export const GET = route<Params>(
  {
    summary:
      'Opens a playback session and gives manifest addresses, tracks, where to go on, and a token; addresses are good as long as heartbeats come.',
    access: 'playback.start',
    budget: 'api',
    hasEffect: true,
    params: streamParamsSchema,
    query: streamQuerySchema,
    answers: { 200: streamDtoSchema },
  },
  async (request, context, { movie_id }) => {
    const { season, episode } = Object.fromEntries(new URL(request.url).searchParams)
    const stream = await getStream(context, { movie_id, season, episode })
    const response = personalJson(stream)
    response.headers.append('set-cookie', playCookieHeader(stream.playbackSessionId, stream.token))
    return response
  },
)
