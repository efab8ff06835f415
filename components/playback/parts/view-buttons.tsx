'use client'

import { ListVideo, Lock, Maximize, Minimize, PictureInPicture2, SkipForward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { ControlButton } from './control-button.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'

const icon = { 'aria-hidden': true, size: 24, strokeWidth: 1.75 } as const
const never = () => () => {}

export function FullscreenButton() {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const fullscreen = usePlayerState((state) => state.fullscreen)
  const Icon = fullscreen ? Minimize : Maximize
  return (
    <ControlButton
      label={fullscreen ? t('exitFullscreen') : t('fullscreen')}
      onClick={() => void controller.toggleFullscreen()}
    >
      <Icon {...icon} />
    </ControlButton>
  )
}

/** Only where the browser can do it. */
export function PictureInPictureButton() {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const active = usePlayerState((state) => state.pictureInPicture)
  const possible = useSyncExternalStore(
    never,
    () => document.pictureInPictureEnabled,
    () => false,
  )
  if (!possible) return null
  return (
    <ControlButton
      label={active ? t('exitPictureInPicture') : t('pictureInPicture')}
      lit={active}
      onClick={() => void controller.togglePictureInPicture()}
    >
      <PictureInPicture2 {...icon} />
    </ControlButton>
  )
}

export function NextButton() {
  const t = useTranslations('playback')
  const { playback, actions } = usePlayer()
  const { next } = playback
  if (!next) return null
  return (
    <ControlButton
      label={t(playback.kind === 'course' ? 'nextLesson' : 'next')}
      onClick={() => actions.goTo(next.href)}
    >
      <SkipForward {...icon} fill="currentColor" />
    </ControlButton>
  )
}

/** Opens the list of episodes, or of chapters where there are no episodes. */
export function PanelButton() {
  const t = useTranslations('playback')
  const { playback, actions } = usePlayer()
  const hasEpisodes = playback.episodes.length > 1
  if (!hasEpisodes && playback.chapters.length < 2) return null
  const label = !hasEpisodes ? t('chapters') : playback.kind === 'course' ? t('lessons') : t('episodes')
  return (
    <ControlButton label={label} aria-haspopup="dialog" onClick={actions.openPanel}>
      <ListVideo {...icon} />
    </ControlButton>
  )
}

export function LockButton() {
  const t = useTranslations('playback')
  const { visibility } = usePlayer()
  return (
    <ControlButton label={t('lock')} onClick={() => visibility.lock(true)}>
      <Lock {...icon} />
    </ControlButton>
  )
}
