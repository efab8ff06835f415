'use client'

import { createContext, use, useCallback, useMemo, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { showToast } from '../ui/toast.tsx'
import type { PlayChoice } from './choose-play.ts'
import { noteListed, useListChanges } from './list-changes.ts'
import type { Opinion } from '#server/domains/profiles/schemas.ts'
import { useOpinions } from './use-opinions.ts'
import type { ContinueView, TitleCardView } from './views.ts'

type Outcome = { ok: boolean }

/** The changes a viewer can ask for; each page hands them in. */
export type ViewerActions = {
  addToWatchlist: (input: { titleId: string }) => Promise<Outcome>
  removeFromWatchlist: (input: { titleId: string }) => Promise<Outcome>
  rateTitle: (input: { titleId: string; value: Opinion | null }) => Promise<Outcome>
  removeFromContinueWatching: (input: { titleId: string }) => Promise<Outcome>
  restoreToContinueWatching: (input: { titleId: string }) => Promise<Outcome>
  /** Gives the manifest address of a title's trailer, or null where it can't be had. */
  openTrailer: (input: { slug: string }) => Promise<string | null>
}

export type ViewerSnapshot = {
  signedIn: boolean
  listedTitleIds: string[]
  /** What they think of titles, by title. */
  opinions: Record<string, Opinion>
  /** Whether trailers may start by themselves. */
  autoplayPreviews: boolean
  /** What they are in the middle of. */
  continued: ContinueView[]
}

type ViewerState = {
  signedIn: boolean
  autoplayPreviews: boolean
  actions: ViewerActions
  opinionOf: (titleId: string) => Opinion | null
  /** Keeps what the viewer thinks of a title, at once on screen; null takes it back. */
  rate: (titleId: string, value: Opinion | null) => void
  isListed: (titleId: string) => boolean
  /** Puts a title on the list or takes it off, at once on screen; says so with a way back. */
  toggleListed: (title: { id: string; name: string }) => void
  playChoice: (title: TitleCardView) => PlayChoice
}

const ViewerContext = createContext<ViewerState | null>(null)

/** Gives the cards below it who is watching and what they may change. */
export function ViewerStateProvider({
  snapshot,
  actions,
  children,
}: {
  snapshot: ViewerSnapshot
  actions: ViewerActions
  children: ReactNode
}) {
  const { signedIn, continued, listedTitleIds, autoplayPreviews } = snapshot
  const { opinionOf, rate } = useOpinions(snapshot.opinions, actions)
  const changes = useListChanges()
  const listed = useMemo(() => {
    const ids = new Set(listedTitleIds)
    for (const [titleId, on] of changes) {
      if (on) ids.add(titleId)
      else ids.delete(titleId)
    }
    return ids
  }, [listedTitleIds, changes])
  const toggleListed = useToggleListed(listed, actions)
  const places = useMemo(() => new Map(continued.map((each) => [each.id, each])), [continued])
  const state = useMemo<ViewerState>(
    () => ({
      signedIn,
      autoplayPreviews,
      actions,
      opinionOf,
      rate,
      toggleListed,
      isListed: (titleId) => listed.has(titleId),
      playChoice: (title) => chooseForCard(title, signedIn, places.get(title.id)),
    }),
    [signedIn, autoplayPreviews, actions, opinionOf, rate, toggleListed, listed, places],
  )
  return <ViewerContext value={state}>{children}</ViewerContext>
}

/** Gives who is watching; throws outside of {@link ViewerStateProvider}. */
export function useViewer(): ViewerState {
  const state = use(ViewerContext)
  if (!state) throw new Error('ViewerStateProvider is missing above this part.')
  return state
}

function chooseForCard(title: TitleCardView, signedIn: boolean, place: ContinueView | undefined): PlayChoice {
  if (!title.film) return { kind: 'coming' }
  if (!signedIn) return { kind: 'sign-in', episode: title.episode }
  if (!place) return { kind: 'play', episode: title.episode }
  if (place.share === 0) return { kind: 'play', episode: place.episode }
  return { kind: 'resume', episode: place.episode, leftMs: place.leftMs, share: place.share }
}

function useToggleListed(listed: ReadonlySet<string>, actions: ViewerActions) {
  const t = useTranslations('catalogue')
  return useCallback(
    (title: { id: string; name: string }) => {
      const set = async (on: boolean, tellUndo: boolean) => {
        noteListed(title.id, on)
        const verb = on ? actions.addToWatchlist : actions.removeFromWatchlist
        const outcome = await verb({ titleId: title.id }).catch(() => ({ ok: false }))
        if (!outcome.ok) {
          noteListed(title.id, !on)
          showToast({ tone: 'failed', text: t('list.failed') })
          return
        }
        if (!tellUndo) return
        showToast({
          text: t(on ? 'list.added' : 'list.removed', { name: title.name }),
          action: { label: t('undo'), onPress: () => void set(!on, false) },
        })
      }
      void set(!listed.has(title.id), true)
    },
    [listed, actions, t],
  )
}
