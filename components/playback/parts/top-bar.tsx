'use client'

import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { chapterAt } from '../controller/timeline-math.ts'
import { ControlButton } from './control-button.tsx'
import { useEpisodeLabel } from './episode-label.ts'
import { useLocalText, usePlayer, usePlayerClock } from './player-context.tsx'

/** Back, what is playing, and what belongs to the right of it. */
export function TopBar({ under, children }: { under?: ReactNode; children?: ReactNode }) {
  const t = useTranslations('playback')
  const local = useLocalText()
  const { playback, actions } = usePlayer()
  return (
    <div className="flex flex-wrap items-start gap-x-3">
      <ControlButton label={t('back')} onClick={actions.leave} className="-ml-3">
        <ArrowLeft aria-hidden size={22} strokeWidth={1.75} />
      </ControlButton>
      {/* On an upright phone the title has a line of its own below the buttons. */}
      <div className="min-w-0 flex-1 max-md:pt-0.5 max-sm:order-last max-sm:basis-full max-sm:pl-1">
        <h1 className="truncate font-sans text-[1.1875rem] leading-[1.45] font-semibold tracking-normal text-shadow-sm max-md:text-body">
          {local(playback.title)}
        </h1>
        {under ?? <Subline />}
      </div>
      <div className="ml-auto flex items-center gap-2 max-sm:-mr-2.5">{children}</div>
    </div>
  )
}

function Subline() {
  const local = useLocalText()
  const label = useEpisodeLabel()
  const { playback } = usePlayer()
  const chapter = usePlayerClock((clock) => chapterAt(playback.chapters, clock.positionS * 1000)?.title)
  const { episode } = playback
  const text = episode ? `${label(episode, playback.kind)} · ${local(episode.title)}` : chapter
  return text ? <p className="truncate text-small text-shell-2 text-shadow-sm">{text}</p> : null
}
