import type { Locale } from '#i18n/routing.ts'
import { signInHref, watchHref } from './addresses.ts'
import type { PlayChoice } from './choose-play.ts'
import { formatRuntime } from './runtime.ts'
import type { Translate } from './translate.ts'
import type { EpisodeRef } from './views.ts'

/** Gives `T1 Tập 5`, `Bài 9`, or nothing for a film; `t` reads `catalogue`. */
export function episodeWords(episode: EpisodeRef | null, t: Translate): string {
  if (!episode) return ''
  return episode.season === null
    ? t('episode.lesson', { number: episode.number })
    : t('episode.ofSeason', { season: episode.season, number: episode.number })
}

/** Gives what the main button says: `Xem phim`, `Xem tiếp T1 Tập 2 · còn 12 phút`, `Đăng nhập để xem`. */
export function playWords(choice: PlayChoice, t: Translate): string {
  switch (choice.kind) {
    case 'coming':
      return t('coming')
    case 'sign-in':
      return t('play.signIn')
    case 'play':
      return choice.episode ? t('play.episode', { episode: episodeWords(choice.episode, t) }) : t('play.film')
    case 'resume': {
      const left = t('left', { time: formatRuntime(choice.leftMs, t) })
      return choice.episode
        ? t('play.resumeEpisode', { episode: episodeWords(choice.episode, t), left })
        : t('play.resumeFilm', { left })
    }
  }
}

/** Gives what the main button says where there is little room: `Xem tiếp`, with the rest left out. */
export function shortPlayWords(choice: PlayChoice, t: Translate): string {
  return choice.kind === 'resume' ? t('play.resume') : playWords(choice, t)
}

/** Gives where the main button leads; null while there is nothing to play. */
export function playHref(choice: PlayChoice, slug: string, locale: Locale): string | null {
  switch (choice.kind) {
    case 'coming':
      return null
    case 'sign-in':
      return signInHref(watchHref(slug, choice.episode), locale)
    case 'play':
    case 'resume':
      return watchHref(slug, choice.episode)
  }
}
