'use client'

import { useEffect, useState, type RefObject } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { useStore } from '../controller/store.ts'
import { Buffering } from './buffering.tsx'
import { DesktopControls } from './desktop-controls.tsx'
import { EndCard } from './end-card.tsx'
import { EpisodesPanel } from './episodes-panel.tsx'
import { FailurePanel } from './failure-panel.tsx'
import { GestureLayer } from './gesture-layer.tsx'
import { LockedControls, PhoneControls } from './phone-controls.tsx'
import { CentrePlayButton } from './play-buttons.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { RatingNotice } from './rating-notice.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { SkipIntro } from './skip-intro.tsx'
import { StillWatching } from './still-watching.tsx'
import { SubtitlesLayer } from './subtitles-layer.tsx'
import { UpNext } from './up-next.tsx'
import { noticeViewer, useAutoAdvance } from './use-auto-advance.ts'
import { useCompact } from './use-compact.ts'
import { useHold } from './use-hold.ts'
import { useMediaSession } from './use-media-session.ts'
import { useShortcuts } from './use-shortcuts.ts'

const corner =
  'pointer-events-none absolute right-[max(var(--gutter),env(safe-area-inset-right))] landscape:max-md:right-[max(52px,env(safe-area-inset-right))]'

type PlayerStageProps = {
  video: RefObject<HTMLVideoElement | null>
  panelOpen: boolean
  onPanelOpen: (open: boolean) => void
}

/** Everything that stands over the picture. */
export function PlayerStage({ video, panelOpen, onPanelOpen }: PlayerStageProps) {
  const { controller, visibility, playback, actions } = usePlayer()
  const compact = useCompact()
  const [helpOpen, setHelpOpen] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const { visible, locked } = useStore(visibility.store, (state) => state)
  const failure = usePlayerState((state) => state.failure)
  const ended = usePlayerState((state) => state.ended && state.failure === null)
  const refused = usePlayerState((state) => state.refused)
  const paused = usePlayerState((state) => state.paused && state.failure === null)
  const advance = useAutoAdvance()
  const atEnd = ended && (playback.next === null || advance.staying)
  useHold(paused)
  useMediaSession()
  useEffect(() => {
    window.addEventListener('pointerdown', noticeViewer)
    window.addEventListener('keydown', noticeViewer)
    return () => {
      window.removeEventListener('pointerdown', noticeViewer)
      window.removeEventListener('keydown', noticeViewer)
    }
  }, [])
  const goTo = (episode: { href: string } | null) => {
    if (episode) actions.goTo(episode.href)
  }
  useShortcuts(controller, {
    next: () => goTo(playback.next),
    previous: () => goTo(playback.previous),
    help: () => setHelpOpen(true),
    anyKey: visibility.show,
    locked: () => visibility.store.get().locked,
  })
  const shown = visible && !locked
  return (
    <>
      <GestureLayer />
      <Scrims visible={visible} />
      <SubtitlesLayer
        video={video}
        compact={compact}
        clearOf={shown ? (previewing ? 'preview' : 'controls') : 'nothing'}
      />
      <Buffering />
      {compact ? null : (
        <div className="pointer-events-none absolute top-27 left-[var(--gutter)]">
          <RatingNotice />
        </div>
      )}
      {failure || atEnd ? null : (
        <div
          data-testid="player-controls"
          data-visible={visible}
          className={cn(
            'transition-opacity duration-200 ease-house *:transition-[visibility] *:duration-200',
            // Out of sight is out of reach too, once it has faded.
            !visible && 'opacity-0 *:invisible',
          )}
        >
          {locked ? (
            <LockedControls />
          ) : compact ? (
            <PhoneControls onPreview={setPreviewing} />
          ) : (
            <DesktopControls onPreview={setPreviewing} />
          )}
        </div>
      )}
      {refused && !compact ? (
        <div className="absolute inset-0 grid place-items-center">
          <CentrePlayButton />
        </div>
      ) : null}
      {failure ? <FailurePanel failure={failure} /> : null}
      {atEnd ? <EndCard /> : null}
      {locked || failure || atEnd ? null : (
        <>
          <div
            className={cn(
              corner,
              compact ? 'bottom-[max(20px,env(safe-area-inset-bottom))]' : 'bottom-[200px]',
            )}
          >
            <SkipIntro />
          </div>
          <div className={cn(corner, compact ? 'bottom-[112px]' : 'bottom-[132px]')}>
            {advance.staying || advance.asking ? null : (
              <UpNext onPlay={advance.goOn} onStay={advance.stay} />
            )}
          </div>
        </>
      )}
      <EpisodesPanel open={panelOpen} onOpenChange={onPanelOpen} />
      <ShortcutsDialog open={helpOpen} onOpenChange={setHelpOpen} />
      <StillWatching open={advance.asking} onContinue={advance.goOn} onLeave={actions.leave} />
    </>
  )
}

/** Dark at head and foot, so that words keep their contrast over any picture. */
function Scrims({ visible }: { visible: boolean }) {
  return (
    <div
      aria-hidden
      className={cn(
        'pointer-events-none absolute inset-0 transition-opacity duration-200 ease-house',
        visible ? 'opacity-100' : 'opacity-0',
      )}
    >
      <div className="absolute inset-x-0 top-0 h-44 bg-linear-to-b from-black/80 to-transparent" />
      <div className="absolute inset-x-0 bottom-0 h-64 bg-linear-to-t from-black/90 to-transparent" />
    </div>
  )
}
