import type { ArtworkRow } from './artwork.repository.ts'
import type { EpisodeRow } from './episode.repository.ts'
import type { PlayableRow } from './playable.repository.ts'
import { isOpenToAll } from './policy.ts'
import type {
  ArtworkDto,
  AvailabilityDto,
  EpisodeDto,
  EpisodeRefDto,
  GenreDto,
  PlayableDto,
  SeasonDto,
  TitleArtworkDto,
  TitleCardDto,
} from './schemas.ts'
import type { TitleRow } from './title.repository.ts'

export type CardParts = {
  genres: GenreDto[]
  artwork: ArtworkRow[]
  playables: PlayableRow[]
  /** At least those that have a film, in the order they are watched. */
  episodes: EpisodeRow[]
  seasonCount: number
  episodeCount: number
}

/** Puts a title's rows together as every list shows it. */
export function assembleCard(title: TitleRow, parts: CardParts): TitleCardDto {
  const main = parts.playables.filter((playable) => playable.role === 'main')
  const first = firstToPlay(main, parts.episodes)
  const trailer = parts.playables.find((playable) => playable.role === 'trailer')
  return {
    id: title.id,
    slug: title.slug,
    kind: title.kind,
    title: title.title,
    tagline: title.tagline,
    year: title.year,
    ratingCode: title.ratingCode,
    genres: parts.genres,
    artwork: toArtworkDto(parts.artwork),
    accent: title.accent,
    playable: first ? toPlayableDto(first.playable) : null,
    episode: first?.episode ? toEpisodeRef(first.episode) : null,
    trailer: trailer ? toPlayableDto(trailer) : null,
    seasonCount: parts.seasonCount,
    episodeCount: parts.episodeCount,
    playableEpisodeCount: main.filter((playable) => playable.episodeId !== null).length,
  }
}

export function toAvailability(title: TitleRow): AvailabilityDto {
  return {
    regions: title.regions,
    availableFrom: title.availableFrom?.toISOString() ?? null,
    availableUntil: title.availableUntil?.toISOString() ?? null,
    needsRight: !isOpenToAll(title.access),
    inPlans: title.access.some((offer) => offer.type === 'subscription'),
  }
}

function firstToPlay(
  main: PlayableRow[],
  episodes: EpisodeRow[],
): { playable: PlayableRow; episode: EpisodeRow | null } | null {
  const film = main.find((playable) => playable.episodeId === null)
  if (film) return { playable: film, episode: null }
  for (const episode of episodes) {
    const playable = main.find((candidate) => candidate.episodeId === episode.id)
    if (playable) return { playable, episode }
  }
  return null
}

export function toArtworkDto(rows: ArtworkRow[]): TitleArtworkDto {
  const of = (kind: ArtworkRow['kind']): ArtworkDto | null => {
    const row = rows.find((candidate) => candidate.kind === kind)
    return row ? { width: row.width, height: row.height, variants: row.variants } : null
  }
  return { poster: of('poster'), still: of('still'), lettering: of('lettering') }
}

export function toPlayableDto(row: PlayableRow): PlayableDto {
  return {
    assetId: row.assetId,
    versionId: row.versionId,
    role: row.role,
    durationMs: row.durationMs,
    maxHeight: row.maxHeight,
    audioLanguages: row.audioLanguages,
    audioChannels: row.audioChannels,
    subtitleLanguages: row.subtitleLanguages,
    stillKey: row.stillKey,
    publishedAt: row.publishedAt.toISOString(),
  }
}

export function toEpisodeRef(row: EpisodeRow): EpisodeRefDto {
  return { id: row.id, seasonNumber: row.seasonNumber, number: row.number, title: row.title }
}

/** Groups episodes by season, seasons without episodes included; a course gets one season without a number. */
export function assembleSeasons(
  seasons: { id: string; number: number; title: SeasonDto['title'] }[],
  episodes: EpisodeRow[],
  playables: PlayableRow[],
): SeasonDto[] {
  const toEpisode = (row: EpisodeRow): EpisodeDto => {
    const film = playables.find((playable) => playable.episodeId === row.id && playable.role === 'main')
    return { ...toEpisodeRef(row), synopsis: row.synopsis, playable: film ? toPlayableDto(film) : null }
  }
  const lessons = episodes.filter((episode) => episode.seasonId === null).map(toEpisode)
  const numbered = seasons.map((season) => ({
    id: season.id,
    number: season.number,
    title: season.title,
    episodes: episodes.filter((episode) => episode.seasonId === season.id).map(toEpisode),
  }))
  return lessons.length > 0
    ? [{ id: null, number: null, title: null, episodes: lessons }, ...numbered]
    : numbered
}
