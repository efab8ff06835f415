import { cache } from 'react'
import type { AccountView } from '#components/account/account-menu.tsx'
import { choosePlay, type Playable, type PlayChoice } from '#components/catalogue/choose-play.ts'
import type { ViewerSnapshot } from '#components/catalogue/viewer-state.tsx'
import type { ContinueView, Progress } from '#components/catalogue/views.ts'
import type { Locale } from '#i18n/routing.ts'
import type { TitleCardDto, TitleDetailDto } from '#server/domains/catalogue/schemas.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import type { PositionDto } from '#server/domains/profiles/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { readCards, readTitle } from './catalogue-reads.ts'
import { toCardView, toContinueView, toEpisodeRef } from './title-view.ts'

const context = cache(currentContext)

/** Tells whether somebody is signed in; makes the render dynamic. */
export async function isSignedIn(): Promise<boolean> {
  return (await context()).actor.kind === 'account'
}

/** Gives who is signed in as the header shows them; null for visitors and for accounts that are gone. */
export const readAccount = cache(async (): Promise<AccountView | null> => {
  const ctx = await context()
  if (ctx.actor.kind !== 'account') return null
  try {
    const account = await getAccount(ctx, { id: ctx.actor.accountId })
    return {
      name: account.displayName,
      email: account.email,
      isAdmin: account.role === 'admin',
      avatarUrl: account.avatar?.startsWith('artwork/')
        ? signMediaPath(account.avatar, { lifetime: 'artwork' })
        : null,
    }
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
})

/** Gives what cards need of the viewer: their list, and the newest position of each title. */
export const readViewer = cache(async (): Promise<ViewerSnapshot> => {
  const ctx = await context()
  if (ctx.actor.kind !== 'account') return { signedIn: false, listedTitleIds: [], progress: [] }
  const [listed, watching] = await Promise.all([profiles.listWatchlist(ctx), profiles.listWatching(ctx)])
  return {
    signedIn: true,
    listedTitleIds: listed.map((entry) => entry.titleId),
    progress: watching.map(toProgress),
  }
})

/** Gives every kept position in a title; none for visitors. */
export async function readProgress(titleId: string): Promise<Progress[]> {
  const ctx = await context()
  if (ctx.actor.kind !== 'account') return []
  return (await profiles.listPositions(ctx, { titleId })).map(toProgress)
}

/** Gives what can be played of a title, in order. */
export function playablesOf(title: TitleDetailDto, locale: Locale): Playable[] {
  if (title.kind === 'film') {
    return title.playable ? [{ episode: null, durationMs: title.playable.durationMs }] : []
  }
  return title.seasons.flatMap((season) =>
    season.episodes.flatMap((episode) =>
      episode.playable
        ? [{ episode: toEpisodeRef(episode, locale), durationMs: episode.playable.durationMs }]
        : [],
    ),
  )
}

const mostContinued = 20

/** Gives the Continue Watching row: what was begun, and the next episode of what was finished. */
export async function readContinued(viewer: ViewerSnapshot, locale: Locale): Promise<ContinueView[]> {
  const titles = await readCards(viewer.progress.map((each) => each.titleId))
  const items = await Promise.all(
    viewer.progress.map(async (progress) => {
      const title = titles.find((each) => each.id === progress.titleId)
      return title ? toContinued(title, progress, locale) : null
    }),
  )
  return items.filter((item) => item !== null).slice(0, mostContinued)
}

async function toContinued(
  title: TitleCardDto,
  newest: Progress,
  locale: Locale,
): Promise<ContinueView | null> {
  if (title.kind === 'film' && newest.finished) return null
  const detail = await readTitle(title.slug)
  if (!detail) return null
  const playables = playablesOf(detail, locale)
  const choice = choosePlay({ signedIn: true, playables, newest })
  const place = placeOf(choice, playables, newest)
  return place ? toContinueView(toCardView(title, locale), place) : null
}

function placeOf(choice: PlayChoice, playables: Playable[], newest: Progress) {
  if (choice.kind === 'resume') return choice
  if (choice.kind !== 'play' || !choice.episode) return null
  // After the last episode nothing goes on: starting over is the title page's to offer.
  const from = playables.findIndex(({ episode }) => episode?.id === newest.episodeId)
  const to = playables.findIndex(({ episode }) => episode?.id === choice.episode?.id)
  const next = playables[to]
  if (!newest.finished || !next || to <= from) return null
  return { episode: choice.episode, leftMs: next.durationMs, share: 0 }
}

function toProgress(position: PositionDto): Progress {
  const { titleId, episodeId, positionMs, durationMs, finished } = position
  return { titleId, episodeId, positionMs, durationMs, finished }
}
