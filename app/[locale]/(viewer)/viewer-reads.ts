import { cache } from 'react'
import type { AccountView } from '#components/account/account-menu.tsx'
import type { Playable } from '#components/catalogue/choose-play.ts'
import type { ViewerSnapshot } from '#components/catalogue/viewer-state.tsx'
import type { Progress } from '#components/catalogue/views.ts'
import type { Locale } from '#i18n/routing.ts'
import type { TitleDetailDto } from '#server/domains/catalogue/schemas.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import { listContinueWatching, signMediaPath } from '#server/domains/playback/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import type { PositionDto } from '#server/domains/profiles/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { toContinueView, toEpisodeRef } from './title-view.ts'

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
      isStaff: account.role !== 'viewer',
      avatarUrl: account.avatar?.startsWith('artwork/')
        ? signMediaPath(account.avatar, { lifetime: 'artwork' })
        : null,
    }
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
})

/** Gives what cards need of the viewer: their list, and what they are in the middle of, newest first. */
export async function readViewer(locale: Locale): Promise<ViewerSnapshot> {
  const ctx = await context()
  if (ctx.actor.kind !== 'account') return { signedIn: false, listedTitleIds: [], continued: [] }
  const [listed, continued] = await Promise.all([profiles.listWatchlist(ctx), listContinueWatching(ctx)])
  return {
    signedIn: true,
    listedTitleIds: listed.map((entry) => entry.titleId),
    continued: continued.map((entry) => toContinueView(entry, locale)),
  }
}

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

function toProgress(position: PositionDto): Progress {
  const { titleId, episodeId, positionMs, durationMs, finished } = position
  return { titleId, episodeId, positionMs, durationMs, finished }
}
