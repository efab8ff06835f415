import type {
  AccessOffer,
  ArtworkKind,
  CreditRole,
  LocalizedText,
  PublishBlocker,
  RatingCode,
  TitleKind,
  TitleStatus,
} from './terms.ts'

/** What the catalogue's verbs give. Times are ISO 8601, UTC. */

export type GenreDto = { key: string; label: LocalizedText }
export type CountryDto = { code: string; label: LocalizedText }

/** `key` is a storage key; a page turns it into a signed address. */
export type ArtworkVariantDto = { width: number; height: number; key: string; mime: string }
export type ArtworkDto = { width: number; height: number; variants: ArtworkVariantDto[] }
export type TitleArtworkDto = Record<ArtworkKind, ArtworkDto | null>

/** Facts of an encoded film; nothing here comes from a text. */
export type PlayableDto = {
  assetId: string
  versionId: string
  role: 'main' | 'trailer'
  durationMs: number
  maxHeight: number
  audioLanguages: string[]
  audioChannels: number
  subtitleLanguages: string[]
  /** A frame of the film, as a storage key. */
  stillKey: string | null
  /** When it could first be played. ISO 8601, UTC. */
  publishedAt: string
}

export type EpisodeRefDto = { id: string; seasonNumber: number | null; number: number; title: LocalizedText }

/** Who may watch, where and when. */
export type AvailabilityDto = {
  /** ISO 3166-1 alpha-2; null: everywhere. */
  regions: string[] | null
  /** ISO 8601, UTC. */
  availableFrom: string | null
  availableUntil: string | null
  /** False: every signed-in account may watch; true: only who holds a right. */
  needsRight: boolean
  /** Whether a plan may open it; else it is only rented or bought by itself. */
  inPlans: boolean
}

export type TitleCardDto = {
  id: string
  slug: string
  kind: TitleKind
  title: LocalizedText
  tagline: LocalizedText | null
  year: number | null
  ratingCode: RatingCode | null
  genres: GenreDto[]
  artwork: TitleArtworkDto
  accent: string | null
  /** What Play starts: the film, or the first episode or lesson that has one. */
  playable: PlayableDto | null
  /** The episode or lesson that `playable` is of; null for a film. */
  episode: EpisodeRefDto | null
  trailer: PlayableDto | null
  seasonCount: number
  episodeCount: number
  /** How many episodes or lessons have a film. */
  playableEpisodeCount: number
}

export type FeaturedTitleDto = TitleCardDto & { synopsis: LocalizedText | null }

export type HomeRowDto =
  | { kind: 'newest' | 'films' | 'series' | 'courses'; titles: TitleCardDto[] }
  | { kind: 'genre'; genre: GenreDto; titles: TitleCardDto[] }
export type HomeDto = { featured: FeaturedTitleDto[]; rows: HomeRowDto[] }

export type BrowseDto = {
  titles: TitleCardDto[]
  /** Genres that hold at least one published title of this kind. */
  genres: (GenreDto & { count: number })[]
}

export type EpisodeDto = EpisodeRefDto & { synopsis: LocalizedText | null; playable: PlayableDto | null }
/** A course has one season, without an id, a number and a title, that holds its lessons. */
export type SeasonDto = {
  id: string | null
  number: number | null
  title: LocalizedText | null
  episodes: EpisodeDto[]
}
export type CreditDto = {
  personId: string
  name: string
  role: CreditRole
  character: LocalizedText | null
}

export type TitleDetailDto = TitleCardDto & {
  availability: AvailabilityDto
  originalTitle: string | null
  synopsis: LocalizedText | null
  ratingReason: LocalizedText | null
  countries: CountryDto[]
  languageCodes: string[]
  moods: { vi: string[]; en: string[] }
  credits: CreditDto[]
  seasons: SeasonDto[]
  similar: TitleCardDto[]
}

export type PlayableTargetDto = {
  /** False for a draft: only who may read drafts may play it. The publishing window is told in `availability`. */
  published: boolean
  title: Pick<
    TitleCardDto,
    'id' | 'slug' | 'kind' | 'title' | 'year' | 'ratingCode' | 'artwork' | 'accent'
  > & {
    ratingReason: LocalizedText | null
  }
  availability: AvailabilityDto
  episode: EpisodeRefDto | null
  playable: PlayableDto
  /** The nearest episodes or lessons that can be played. */
  previous: EpisodeRefDto | null
  next: EpisodeRefDto | null
}

export type AdminTitleRowDto = {
  id: string
  slug: string
  kind: TitleKind
  status: TitleStatus
  title: LocalizedText
  year: number | null
  ratingCode: RatingCode | null
  genres: GenreDto[]
  poster: ArtworkDto | null
  accent: string | null
  featuredRank: number | null
  publishWhenReady: boolean
  episodeCount: number
  /** How many films of it (main ones) can be played. */
  playableCount: number
  /** All main films together. */
  totalDurationMs: number
  maxHeight: number | null
  version: number
  updatedAt: string
  publishedAt: string | null
}

export type AdminTitleListDto = {
  titles: AdminTitleRowDto[]
  /** How many match all filters. */
  total: number
  page: number
  pageSize: number
  /** Over the whole catalogue. */
  counts: { all: number } & Record<TitleStatus, number> & Record<TitleKind, number>
}

export type AdminTitleDto = Omit<AdminTitleRowDto, 'poster'> & {
  originalTitle: string | null
  tagline: LocalizedText | null
  synopsis: LocalizedText | null
  ratingReason: LocalizedText | null
  countryCodes: string[]
  languageCodes: string[]
  moods: { vi: string[]; en: string[] }
  keywords: { vi: string[]; en: string[] }
  access: AccessOffer[]
  regions: string[] | null
  availableFrom: string | null
  availableUntil: string | null
  artwork: TitleArtworkDto
  credits: CreditDto[]
  seasons: SeasonDto[]
  film: PlayableDto | null
  trailer: PlayableDto | null
  createdAt: string
  /** Empty when it may be published now. */
  publishBlockers: PublishBlocker[]
}

export type VocabularyDto = { genres: GenreDto[]; countries: CountryDto[] }
