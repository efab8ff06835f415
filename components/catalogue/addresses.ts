import { getPathname } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'
import type { EpisodeRef } from './views.ts'

/** Gives the page that describes a title. */
export function titleHref(slug: string): string {
  return `/titles/${slug}`
}

/** Gives the page that plays a film, or one episode or lesson. */
export function watchHref(slug: string, episode: EpisodeRef | null): string {
  if (!episode) return `/watch/${slug}`
  const season = episode.season === null ? '' : `s${episode.season}`
  return `/watch/${slug}/${season}e${episode.number}`
}

/** Gives the sign-in page that leads to `path` afterwards, in the language one reads now. */
export function signInHref(path: string, locale: Locale): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(getPathname({ href: path, locale }))}`
}
