import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getTitleCards } from '../catalogue/index.ts'
import { authorisePlayback } from './authorise-playback.ts'
import { chooseTitleAddress } from './choose-title-address.ts'
import { issuePlayToken } from './play-address.ts'
import {
  getStreamSchema,
  heartbeatEveryMs,
  streamDtoSchema,
  type AuthorisePlaybackInput,
  type GetStreamInput,
  type PlaybackDto,
  type StreamDto,
} from './schemas.ts'
import { readEpisodeAddress } from './watch-address.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Gives a program all it needs to play a film, an episode, or the episode of a series whose turn it is: addresses,
 * tracks, where to go on, its playback session and the token of the first minute. Throws as `authorisePlayback` does.
 */
export async function getStream(context: Context, input: GetStreamInput): Promise<StreamDto> {
  authorize(context, 'playback.start')
  const { movie_id: movieId, season = null, episode = null } = parseInput(getStreamSchema, input)
  const title = uuid.test(movieId) ? { titleId: movieId.toLowerCase() } : { slug: movieId }
  const playback = await playFirst(context, { ...title, season, episode })
  const { token, expiresAt } = issuePlayToken(playback.playbackSessionId, context.now)
  return streamDtoSchema.parse({
    ...playback,
    token,
    tokenExpiresAt: expiresAt,
    heartbeat: `/api/playback/sessions/${playback.playbackSessionId}/heartbeat`,
    heartbeatEveryMs,
  })
}

/** A series that is asked for without an episode goes on where its viewer stands. */
async function playFirst(
  context: Context,
  wanted: Exclude<AuthorisePlaybackInput, { assetId: string }>,
): Promise<PlaybackDto> {
  try {
    return await authorisePlayback(context, wanted)
  } catch (error) {
    const isAbsent = error instanceof AppError && error.code === 'playable.not-found'
    if (!isAbsent || wanted.episode) throw error
    const slug = 'slug' in wanted ? wanted.slug : await findSlug(wanted.titleId)
    if (slug === null) throw error
    const address = await chooseTitleAddress(context, { slug })
    const place = readEpisodeAddress(address?.split('/').at(-1) ?? '')
    if (!place) throw error
    return authorisePlayback(context, { slug, season: place.seasonNumber, episode: place.number })
  }
}

async function findSlug(titleId: string): Promise<string | null> {
  const [card] = await getTitleCards({ titleIds: [titleId] })
  return card?.slug ?? null
}
