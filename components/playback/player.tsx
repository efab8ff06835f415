'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import { cn } from '#components/ui/class-names.ts'
import { useRouter } from '#i18n/navigation.ts'
import { ControlsVisibility } from './controller/controls-visibility.ts'
import { keepTracks } from './controller/keep-tracks.ts'
import { PlayerController } from './controller/player-controller.ts'
import { useStore } from './controller/store.ts'
import { PlayerContext, useLocalText, type PlayerActions } from './parts/player-context.tsx'
import { PlayerStage } from './parts/player-stage.tsx'

/** Plays what `playback` allows, over the whole window. Give it a key of the asset: each film has its own player. */
export function Player({ playback }: { playback: PlaybackDto }) {
  const t = useTranslations('playback')
  const local = useLocalText()
  const router = useRouter()
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [panelOpen, setPanelOpen] = useState(false)
  const [controller] = useState(
    () => new PlayerController(playback, (choice) => keepTracks(playback.titleId, choice)),
  )
  const [visibility] = useState(() => new ControlsVisibility())
  useEffect(() => (root ? visibility.attach(root) : undefined), [visibility, root])
  useEffect(() => (video.current ? controller.attach(video.current) : undefined), [controller])

  const [actions] = useState<PlayerActions>(() => ({
    goTo: (href) => {
      setPanelOpen(false)
      router.push(href as never)
    },
    leave: () => router.push(`/titles/${playback.slug}` as never),
    openPanel: () => setPanelOpen(true),
  }))
  const visible = useStore(visibility.store, (state) => state.visible)
  const failed = useStore(controller.state, (state) => state.failure !== null)
  const player = useMemo(
    () => ({ controller, visibility, playback, actions, root }),
    [controller, visibility, playback, actions, root],
  )
  return (
    <PlayerContext value={player}>
      <section
        ref={setRoot}
        tabIndex={-1}
        data-testid="player"
        aria-label={t('player', { title: local(playback.title) })}
        className={cn(
          'fixed inset-0 z-40 overflow-hidden bg-black text-shell outline-none select-none',
          !visible && !failed && 'cursor-none',
        )}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') visibility.show()
        }}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') visibility.hide()
        }}
        onPointerUp={() => {
          // So do both lines: after a drag the arrows are the player's again.
          if (document.activeElement?.matches('[role="slider"]')) root?.focus({ preventScroll: true })
        }}
        onClickCapture={(event) => {
          // A click with the mouse leaves the keys to the player: Space must not press that button again.
          const pressed = (event.target as Element).closest('button')
          if (event.detail > 0 && pressed && !pressed.hasAttribute('aria-haspopup')) {
            root?.focus({ preventScroll: true })
          }
        }}
      >
        {/* Subtitles are shown by the page itself, clear of its controls: see SubtitlesLayer. */}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
        <video
          ref={video}
          playsInline
          preload="auto"
          poster={playback.still ?? undefined}
          className="absolute inset-0 size-full bg-black object-contain"
        />
        <PlayerStage video={video} panelOpen={panelOpen} onPanelOpen={setPanelOpen} />
      </section>
    </PlayerContext>
  )
}
