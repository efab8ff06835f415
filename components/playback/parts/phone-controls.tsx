'use client'

import { ListVideo, LockOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { chapterAt } from '../controller/timeline-math.ts'
import { CentrePlayButton, SeekButton } from './play-buttons.tsx'
import { useLocalText, usePlayer, usePlayerClock } from './player-context.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { PhoneTimes } from './time-text.tsx'
import { Timeline } from './timeline.tsx'
import { TopBar } from './top-bar.tsx'
import { TracksMenu } from './tracks-menu.tsx'
import { FullscreenButton, LockButton, NextButton } from './view-buttons.tsx'

type ControlsProps = { onPreview: (shown: boolean) => void }

const safeArea =
  'pl-[max(20px,env(safe-area-inset-left))] pr-[max(20px,env(safe-area-inset-right))] landscape:pl-[max(52px,env(safe-area-inset-left))] landscape:pr-[max(52px,env(safe-area-inset-right))]'

/** The controls under a thumb: play in the middle, the line at the foot, inside the safe areas. */
export function PhoneControls({ onPreview }: ControlsProps) {
  return (
    <>
      <div className={`absolute inset-x-0 top-0 pt-[max(12px,env(safe-area-inset-top))] ${safeArea}`}>
        <TopBar under={<RatingLine />}>
          <TracksMenu />
          <SettingsMenu />
          <FullscreenButton />
          <LockButton />
        </TopBar>
      </div>
      <div className="pointer-events-none absolute inset-0 flex items-center justify-center gap-12 landscape:gap-16">
        <span className="pointer-events-auto">
          <SeekButton seconds={-10} size={38} />
        </span>
        <span className="pointer-events-auto">
          <CentrePlayButton />
        </span>
        <span className="pointer-events-auto">
          <SeekButton seconds={10} size={38} />
        </span>
      </div>
      <div className={`absolute inset-x-0 bottom-0 pb-[max(14px,env(safe-area-inset-bottom))] ${safeArea}`}>
        <PhoneTimes />
        <Timeline onPreview={onPreview} />
        <div className="flex h-11 items-center justify-between">
          <div className="flex min-w-0 items-center gap-2">
            <PanelLink />
            <NextButton />
          </div>
        </div>
      </div>
    </>
  )
}

/** What a locked screen shows: the way to unlock it. */
export function LockedControls() {
  const t = useTranslations('playback')
  const { visibility } = usePlayer()
  return (
    <div className="absolute inset-x-0 bottom-[12dvh] grid justify-items-center">
      <button
        type="button"
        onClick={() => visibility.lock(false)}
        className="pointer-events-auto flex h-12 items-center gap-2.5 rounded-control bg-ink-1/90 px-5 text-body font-semibold"
      >
        <LockOpen aria-hidden size={20} strokeWidth={1.75} />
        {t('unlock')}
      </button>
    </div>
  )
}

function RatingLine() {
  const local = useLocalText()
  const { playback } = usePlayer()
  const { rating } = playback
  if (!rating) return null
  return (
    <p className="flex min-w-0 items-center gap-2 text-small text-shell-2">
      <span className="rounded-badge border border-shell-2 px-1.5 text-meta leading-[1.6] font-semibold text-shell">
        {rating.code}
      </span>
      <span className="truncate text-shadow-sm">{rating.reason ? local(rating.reason) : null}</span>
    </p>
  )
}

/** Names the chapter or the list of episodes, and opens it. */
function PanelLink() {
  const t = useTranslations('playback')
  const { playback, actions } = usePlayer()
  const chapter = usePlayerClock((clock) => chapterAt(playback.chapters, clock.positionS * 1000)?.title)
  const hasEpisodes = playback.episodes.length > 1
  if (!hasEpisodes && playback.chapters.length < 2) return <span />
  const text = hasEpisodes
    ? t(playback.kind === 'course' ? 'lessons' : 'episodes')
    : chapter
      ? t('currentChapter', { title: chapter })
      : t('chapters')
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={actions.openPanel}
      className="-ml-2 flex h-11 min-w-0 items-center gap-2.5 rounded-control px-2 text-small font-semibold hover:bg-shell/12"
    >
      <ListVideo aria-hidden size={18} strokeWidth={1.75} />
      <span className="truncate">{text}</span>
    </button>
  )
}
