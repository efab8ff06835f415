'use client'

import { Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { useEpisodeLabel } from './episode-label.ts'
import { useLocalText, usePlayer, usePlayerClock, usePlayerState } from './player-context.tsx'

const shownForS = 15

/** What follows, for the last fifteen seconds; a film shorter than a minute shows it for its last quarter. */
export function UpNext({ onPlay, onStay }: { onPlay: () => void; onStay: () => void }) {
  const t = useTranslations('playback')
  const local = useLocalText()
  const label = useEpisodeLabel()
  const { playback } = usePlayer()
  const durationS = usePlayerState((state) => state.durationS)
  const secondsLeft = usePlayerClock((clock) => {
    const left = durationS - clock.positionS
    return left <= Math.min(shownForS, durationS / 4) ? Math.max(0, Math.ceil(left)) : null
  })
  const { next } = playback
  if (!next || secondsLeft === null) return null
  return (
    <section
      aria-label={t(playback.kind === 'course' ? 'nextLesson' : 'next')}
      className="pointer-events-auto w-[360px] max-w-[calc(100vw-2*var(--gutter))] overflow-hidden rounded-card border border-line bg-ink-2 shadow-menu max-md:w-[300px]"
    >
      <div className="flex gap-3 p-3">
        {next.still ? (
          <img src={next.still} alt="" className="aspect-video w-28 shrink-0 rounded-control object-cover" />
        ) : null}
        <div className="min-w-0">
          <p className="text-meta text-shell-3">{t('upNextIn', { seconds: secondsLeft })}</p>
          <p className="mt-0.5 text-small text-shell-2">{label(next, playback.kind)}</p>
          <p className="truncate text-body font-semibold">{local(next.title)}</p>
        </div>
      </div>
      <div className="flex gap-2 px-3 pb-3">
        <Button variant="lamp" size="sm" className="min-h-11 flex-1" onClick={onPlay}>
          <Play aria-hidden size={16} fill="currentColor" />
          {t('playNow')}
        </Button>
        <Button variant="tonal" size="sm" className="min-h-11 flex-1" onClick={onStay}>
          {t('stay')}
        </Button>
      </div>
      <div
        aria-hidden
        className="h-[3px] origin-left bg-lamp-line transition-transform duration-1000 ease-linear"
        style={{ transform: `scaleX(${1 - secondsLeft / shownForS})` }}
      />
    </section>
  )
}
