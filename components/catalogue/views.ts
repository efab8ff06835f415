import type { Picture } from '../ui/artwork.tsx'
import type { RatingCode } from '../ui/badge.tsx'

/** What the parts of a page show: one language, signed addresses, facts of the encoded film. */

export type TitleKind = 'film' | 'series' | 'course'

/** `season` is null for the lessons of a course. */
export type EpisodeRef = { id: string; season: number | null; number: number; name: string }

export type FilmFacts = {
  durationMs: number
  /** Height of the best rendition, in pixels. */
  maxHeight: number
  audioChannels: number
  /** Names in the page's language, `Việt` or `English`. */
  audio: string[]
  subtitles: string[]
}

export type Trailer = { durationMs: number }

export type TitleCardView = {
  id: string
  slug: string
  kind: TitleKind
  name: string
  year: number | null
  ratingCode: RatingCode | null
  genres: string[]
  poster: Picture | null
  still: Picture | null
  lettering: Picture | null
  accent: string | null
  /** What Play starts; null while no film of it has been encoded. */
  film: FilmFacts | null
  /** The episode or lesson that `film` is of. */
  episode: EpisodeRef | null
  trailer: Trailer | null
  seasonCount: number
  episodeCount: number
  playableEpisodeCount: number
}

export type FeaturedView = TitleCardView & {
  synopsis: string | null
  /** The name to show as text too, where the lettering speaks another language than the page. */
  translatedName: string | null
}

export type EpisodeView = EpisodeRef & {
  synopsis: string | null
  still: Picture | null
  /** Null while it is still to come. */
  durationMs: number | null
  /** From 0 to 1; null when not begun. */
  progress: number | null
  finished: boolean
}
export type SeasonView = {
  number: number | null
  name: string | null
  episodes: EpisodeView[]
  /** Whether who looks may watch it. */
  isOpen: boolean
}

export type CastView = { personId: string; name: string; role: string }

/** Where somebody stopped in a title. */
export type Progress = {
  titleId: string
  episodeId: string | null
  positionMs: number
  durationMs: number
  finished: boolean
}

export type ContinueView = {
  /** The title's. */
  id: string
  slug: string
  name: string
  still: Picture | null
  /** Null for a film. */
  episode: EpisodeRef | null
  leftMs: number
  /** From 0 to 1. */
  share: number
}
