import type { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, type Queryable } from '../../platform/postgres/postgres.ts'
import { artworkOf } from './artwork.repository.ts'
import { toArtworkDto, toAvailability, toEpisodeRef, toPlayableDto } from './assemble-card.ts'
import { episodesOf, type EpisodeRow } from './episode.repository.ts'
import { playableNotFound } from './errors.ts'
import { playablesOf, findPlayableByAsset, type PlayableRow } from './playable.repository.ts'
import { getPlayableSchema, type GetPlayableInput, type PlayableTargetDto } from './schemas.ts'
import { findTitle, findTitleBySlug, type TitleRow } from './title.repository.ts'

/**
 * Gives one thing to play with its title, its place in the series and its neighbours, by asset or by address.
 * A draft's is given too, marked `published: false`; throws `playable.not-found` where no film is ready.
 */
export async function getPlayable(input: GetPlayableInput): Promise<PlayableTargetDto> {
  const wanted = parseInput(getPlayableSchema, input)
  const db = database()
  const title = await findWanted(db, wanted)
  const named = 'assetId' in wanted ? wanted.assetId : 'titleId' in wanted ? wanted.titleId : wanted.slug
  if (!title) throw playableNotFound(named)
  const [episodes, playables, pictures] = await Promise.all([
    episodesOf(db, title.id),
    playablesOf(db, [title.id]),
    artworkOf(db, [title.id]),
  ])
  const playable =
    'assetId' in wanted
      ? playables.find((candidate) => candidate.assetId === wanted.assetId)
      : pick(playables, wanted.role, episodeAt(episodes, wanted))
  if (!playable) throw playableNotFound(named)
  return {
    published: title.status === 'published',
    title: describeTitle(title, pictures),
    availability: toAvailability(title),
    playable: toPlayableDto(playable),
    ...placeInSeries(episodes, playables, playable.episodeId),
  }
}

function findWanted(db: Queryable, wanted: z.output<typeof getPlayableSchema>): Promise<TitleRow | null> {
  if ('assetId' in wanted) return titleOfAsset(db, wanted.assetId)
  return 'titleId' in wanted ? findTitle(db, wanted.titleId) : findTitleBySlug(db, wanted.slug)
}

async function titleOfAsset(db: Queryable, assetId: string): Promise<TitleRow | null> {
  const playable = await findPlayableByAsset(db, assetId)
  return playable ? findTitle(db, playable.titleId) : null
}

/** Null stands for the title itself, undefined for an episode that is not there. */
function episodeAt(
  episodes: EpisodeRow[],
  { season, episode }: { season: number | null; episode: number | null },
): EpisodeRow | null | undefined {
  if (episode === null) return null
  return episodes.find((candidate) => candidate.seasonNumber === season && candidate.number === episode)
}

function pick(
  playables: PlayableRow[],
  role: PlayableRow['role'],
  episode: EpisodeRow | null | undefined,
): PlayableRow | undefined {
  if (episode === undefined) return undefined
  const episodeId = episode?.id ?? null
  return playables.find((candidate) => candidate.role === role && candidate.episodeId === episodeId)
}

function describeTitle(
  title: TitleRow,
  pictures: Parameters<typeof toArtworkDto>[0],
): PlayableTargetDto['title'] {
  return {
    id: title.id,
    slug: title.slug,
    kind: title.kind,
    title: title.title,
    year: title.year,
    ratingCode: title.ratingCode,
    ratingReason: title.ratingReason,
    artwork: toArtworkDto(pictures),
    accent: title.accent,
  }
}

function placeInSeries(
  episodes: EpisodeRow[],
  playables: PlayableRow[],
  episodeId: string | null,
): Pick<PlayableTargetDto, 'episode' | 'previous' | 'next'> {
  const withFilm = new Set(playables.filter((row) => row.role === 'main').map((row) => row.episodeId))
  const watchable = episodes.filter((episode) => withFilm.has(episode.id))
  const place = watchable.findIndex((episode) => episode.id === episodeId)
  const at = (index: number) => {
    const episode = place === -1 ? undefined : watchable[index]
    return episode ? toEpisodeRef(episode) : null
  }
  const own = episodes.find((episode) => episode.id === episodeId)
  return { episode: own ? toEpisodeRef(own) : null, previous: at(place - 1), next: at(place + 1) }
}
