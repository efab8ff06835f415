import { cache } from 'react'
import type { AccountView } from '#components/account/account-menu.tsx'
import type { Playable } from '#components/catalogue/choose-play.ts'
import type { ViewerSnapshot } from '#components/catalogue/viewer-state.tsx'
import type { Progress } from '#components/catalogue/views.ts'
import { avatarUrl } from '#components/profiles/avatar-url.ts'
import { getPathname, redirect } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'
import type { TitleDetailDto } from '#server/domains/catalogue/schemas.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import type { AccountDto } from '#server/domains/identity/schemas.ts'
import { listContinueWatching } from '#server/domains/playback/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import type { PositionDto, ProfileDto, RatingLimit } from '#server/domains/profiles/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { pageLocale } from '../page-locale.ts'
import { toContinueView, toEpisodeRef } from './title-view.ts'

const context = cache(currentContext)

/** Tells whether somebody is signed in; makes the render dynamic. */
export async function isSignedIn(): Promise<boolean> {
  return (await context()).actor.kind === 'account'
}

/** Gives who of the household is watching; null for visitors, and while nobody has been chosen. */
const findWatcher = cache(async (): Promise<ProfileDto | null> => {
  const ctx = await context()
  if (ctx.actor.kind !== 'account') return null
  try {
    return await profiles.getOwnProfile(ctx)
  } catch (error) {
    if (profiles.isUnchosen(error)) return null
    throw error
  }
})

/**
 * Gives who is watching, null for visitors; where nobody has been chosen, leads to the gate, and from there back to
 * `path`.
 */
export async function requireWatcher(path: string): Promise<ProfileDto | null> {
  const [ctx, watcher, locale] = await Promise.all([context(), findWatcher(), pageLocale()])
  if (watcher || ctx.actor.kind !== 'account') return watcher
  const callbackUrl = getPathname({ href: path, locale })
  return redirect({ href: { pathname: '/profiles', query: { callbackUrl } }, locale })
}

/** Gives how far a page may look for who watches; null is no limit. Leads to the gate as {@link requireWatcher}. */
export async function readLimit(path: string): Promise<RatingLimit | null> {
  return limitOf(await requireWatcher(path))
}

/** As {@link readLimit}, without leading anywhere: the strictest while nobody has been chosen. */
export async function findLimit(): Promise<RatingLimit | null> {
  const [ctx, watcher] = await Promise.all([context(), findWatcher()])
  return ctx.actor.kind === 'account' && !watcher ? 'P' : limitOf(watcher)
}

function limitOf(watcher: ProfileDto | null): RatingLimit | null {
  // One cached page for visitors and all who may see everything.
  return watcher === null || watcher.ratingLimit === 'C' ? null : watcher.ratingLimit
}

/** Gives who is signed in; null for visitors and for accounts that are gone. */
export const readOwnAccount = cache(async (): Promise<AccountDto | null> => {
  const ctx = await context()
  if (ctx.actor.kind !== 'account') return null
  try {
    return await getAccount(ctx, { id: ctx.actor.accountId })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
})

/** Gives who is signed in as the header shows them: by the profile that watches. */
export const readAccount = cache(async (): Promise<AccountView | null> => {
  const [account, watcher] = await Promise.all([readOwnAccount(), findWatcher()])
  if (!account) return null
  const isKids = watcher?.kids ?? false
  return {
    name: watcher?.name ?? account.displayName,
    email: account.email,
    isStaff: account.role !== 'viewer' && !isKids,
    isKids,
    avatarUrl: watcher ? avatarUrl(watcher.avatar) : null,
  }
})

/**
 * Gives what cards need of the viewer: their list, and what they are in the middle of, newest first. Leads to the gate
 * as {@link requireWatcher}.
 */
export async function readViewer(locale: Locale, path: string): Promise<ViewerSnapshot> {
  const [ctx, watcher] = await Promise.all([context(), requireWatcher(path)])
  if (ctx.actor.kind !== 'account') {
    return { signedIn: false, listedTitleIds: [], opinions: {}, autoplayPreviews: true, continued: [] }
  }
  const [listed, ratings, continued] = await Promise.all([
    profiles.listWatchlist(ctx),
    profiles.listRatings(ctx),
    listContinueWatching(ctx),
  ])
  return {
    signedIn: true,
    listedTitleIds: listed.map((entry) => entry.titleId),
    opinions: Object.fromEntries(ratings.map(({ titleId, value }) => [titleId, value])),
    autoplayPreviews: watcher?.autoplayPreviews ?? true,
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
