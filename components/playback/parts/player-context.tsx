'use client'

import { useLocale } from 'next-intl'
import { createContext, useContext } from 'react'
import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import type { ControlsVisibility } from '../controller/controls-visibility.ts'
import type { PlayerController } from '../controller/player-controller.ts'
import type { PlayerClock, PlayerState } from '../controller/player-state.ts'
import { useStore } from '../controller/store.ts'

export type PlayerActions = {
  /** Leaves for an address of the watch pages, without a language prefix. */
  goTo: (href: string) => void
  leave: () => void
  openPanel: () => void
}

type PlayerContextValue = {
  controller: PlayerController
  visibility: ControlsVisibility
  playback: PlaybackDto
  actions: PlayerActions
  /** The player's own element, once it is there. */
  root: HTMLElement | null
}

export const PlayerContext = createContext<PlayerContextValue | null>(null)

/** Gives the player around this part. */
export function usePlayer(): PlayerContextValue {
  const value = useContext(PlayerContext)
  if (!value) throw new Error('This part belongs inside a Player.')
  return value
}

/** Reads a slice of the player's state. */
export function usePlayerState<Slice>(select: (state: PlayerState) => Slice): Slice {
  return useStore(usePlayer().controller.state, select)
}

/** Reads a slice of the player's clock, which moves four times a second: select something that moves less. */
export function usePlayerClock<Slice>(select: (clock: PlayerClock) => Slice): Slice {
  return useStore(usePlayer().controller.clock, select)
}

/** Gives the text in the language of the page. */
export function useLocalText(): (text: { vi: string; en: string }) => string {
  const locale = useLocale()
  return (text) => (locale === 'en' ? text.en : text.vi)
}
