import { getTranslations } from 'next-intl/server'
import type { Picture } from '#components/ui/artwork.tsx'
import type {
  CastView,
  ContinueView,
  EpisodeRef,
  EpisodeView,
  FeaturedView,
  FilmFacts,
  Progress,
  SeasonView,
  TitleCardView,
} from '#components/catalogue/views.ts'
import { opensSeason } from '#components/offers/held-access.ts'
import type { TitleAccess } from '#components/offers/views.ts'
import type { Locale } from '#i18n/routing.ts'
import type {
  CreditDto,
  EpisodeDto,
  EpisodeRefDto,
  FeaturedTitleDto,
  LocalizedText,
  PlayableDto,
  SeasonDto,
  TitleCardDto,
} from '#server/domains/catalogue/schemas.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'
import type { ContinueWatchingEntry } from '#server/domains/playback/schemas.ts'
import { findLanguageName } from '#components/catalogue/language-name.ts'
import { toPicture } from '../pictures.ts'

/** Gives a text in the page's language. */
export function textIn(locale: Locale, text: LocalizedText): string {
  return text[locale]
}

/** Gives a card of a title in one language. */
export function toCardView(title: TitleCardDto, locale: Locale): TitleCardView {
  return {
    id: title.id,
    slug: title.slug,
    kind: title.kind,
    name: textIn(locale, title.title),
    year: title.year,
    ratingCode: title.ratingCode,
    genres: title.genres.map((genre) => textIn(locale, genre.label)),
    poster: toPicture(title.artwork.poster),
    still: toPicture(title.artwork.still),
    lettering: toPicture(title.artwork.lettering),
    accent: title.accent,
    film: title.playable ? toFilmFacts(title.playable, locale) : null,
    episode: title.episode ? toEpisodeRef(title.episode, locale) : null,
    trailer: title.trailer ? { durationMs: title.trailer.durationMs } : null,
    seasonCount: title.seasonCount,
    episodeCount: title.episodeCount,
    playableEpisodeCount: title.playableEpisodeCount,
  }
}

/** Gives a card with its synopsis. */
export function toFeaturedView(
  title: TitleCardDto & Pick<FeaturedTitleDto, 'synopsis'>,
  locale: Locale,
): FeaturedView {
  // A poster is lettered in Vietnamese.
  const isForeign =
    locale !== 'vi' && title.artwork.lettering !== null && title.title[locale] !== title.title.vi
  return {
    ...toCardView(title, locale),
    synopsis: title.synopsis ? textIn(locale, title.synopsis) : null,
    translatedName: isForeign ? textIn(locale, title.title) : null,
  }
}

function toFilmFacts(playable: PlayableDto, locale: Locale): FilmFacts {
  return {
    durationMs: playable.durationMs,
    maxHeight: playable.maxHeight,
    audioChannels: playable.audioChannels,
    audio: namesOf(playable.audioLanguages, (code) => languageName(code, locale)),
    subtitles: namesOf(playable.subtitleLanguages, (code) => shortLanguageName(code, locale)),
  }
}

/** Gives an episode or lesson as a name and its place. */
export function toEpisodeRef(episode: EpisodeRefDto, locale: Locale): EpisodeRef {
  return {
    id: episode.id,
    season: episode.seasonNumber,
    number: episode.number,
    name: textIn(locale, episode.title),
  }
}

/** Gives a title's seasons with how far each episode was watched, and whether their reader may watch them. */
export function toSeasonViews(
  seasons: SeasonDto[],
  { progress, access, locale }: { progress: Progress[]; access: TitleAccess; locale: Locale },
): SeasonView[] {
  const byEpisode = new Map(progress.map((each) => [each.episodeId, each]))
  return seasons.map((season) => ({
    number: season.number,
    name: season.title ? textIn(locale, season.title) : null,
    episodes: season.episodes.map((episode) => toEpisodeView(episode, byEpisode.get(episode.id), locale)),
    isOpen: opensSeason(access, season.number),
  }))
}

/** A frame of a film, which is kept in one size. */
function oneSource(url: string): Picture {
  const width = 640
  return { width, height: 360, sources: [{ width, url }] }
}

function toEpisodeView(episode: EpisodeDto, progress: Progress | undefined, locale: Locale): EpisodeView {
  const stillKey = episode.playable?.stillKey
  return {
    ...toEpisodeRef(episode, locale),
    synopsis: episode.synopsis ? textIn(locale, episode.synopsis) : null,
    still: stillKey ? oneSource(signMediaPath(stillKey, { lifetime: 'artwork' })) : null,
    durationMs: episode.playable?.durationMs ?? null,
    progress: progress ? progress.positionMs / progress.durationMs : null,
    finished: progress?.finished ?? false,
  }
}

/** Gives each person once, with all they did; the cast by the names of their characters. */
export async function toCastViews(credits: CreditDto[], locale: Locale): Promise<CastView[]> {
  const t = await getTranslations('catalogue')
  const people = new Map<string, { name: string; roles: string[]; plays: boolean }>()
  for (const credit of credits) {
    const person = people.get(credit.personId) ?? { name: credit.name, roles: [], plays: false }
    person.roles.push(credit.character ? textIn(locale, credit.character) : t(`role.${credit.role}`))
    person.plays ||= credit.role === 'cast'
    people.set(credit.personId, person)
  }
  const views = [...people].map(([personId, { name, roles, plays }]) => ({
    personId,
    name,
    role: distinct(roles).join(', '),
    plays,
  }))
  return [...views.filter((view) => view.plays), ...views.filter((view) => !view.plays)]
}

/** Gives a Continue Watching card. */
export function toContinueView(entry: ContinueWatchingEntry, locale: Locale): ContinueView {
  return {
    id: entry.titleId,
    slug: entry.slug,
    name: textIn(locale, entry.title),
    still: entry.still ? oneSource(entry.still) : null,
    episode: entry.episode ? toEpisodeRef(entry.episode, locale) : null,
    leftMs: entry.durationMs - entry.positionMs,
    share: entry.positionMs / entry.durationMs,
  }
}

/** Sound or text of no known language is left out. */
function namesOf(codes: string[], nameOf: (code: string) => string | null): string[] {
  return distinct(codes.map(nameOf).filter((name) => name !== null))
}

function languageName(code: string, locale: Locale): string | null {
  const name = findLanguageName(code, locale)
  return name && name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

/** In Vietnamese a list of languages drops the word for language: "Việt, Anh". */
function shortLanguageName(code: string, locale: Locale): string | null {
  return languageName(code, locale)?.replace(/^Tiếng /, '') ?? null
}

function distinct(words: string[]): string[] {
  return [...new Set(words)]
}
