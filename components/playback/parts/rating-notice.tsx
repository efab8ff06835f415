'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { usePlayer, usePlayerState, useLocalText } from './player-context.tsx'

const shownMs = 5000

/** The age rating and its reason beside a lamp line, for the first five seconds of playing. */
export function RatingNotice() {
  const t = useTranslations('ui')
  const local = useLocalText()
  const { playback } = usePlayer()
  const started = usePlayerState((state) => state.started)
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!started) return
    const timer = setTimeout(() => setOver(true), shownMs)
    return () => clearTimeout(timer)
  }, [started])
  const { rating } = playback
  if (!rating || !started) return null
  return (
    <div
      className={cn(
        'flex items-center gap-3 border-l-2 border-lamp-line bg-linear-to-r from-black/65 via-black/45 to-transparent py-2 pr-12 pl-3 transition-opacity duration-[480ms]',
        over ? 'invisible opacity-0' : 'opacity-100',
      )}
    >
      <span className="rounded-badge bg-shell px-2 py-0.5 text-small font-bold text-ink-0">
        <span aria-hidden>{rating.code}</span>
        <span className="sr-only">{t(`rating.${rating.code}`)}</span>
      </span>
      {rating.reason ? (
        <span className="text-small text-shell text-shadow-sm">{local(rating.reason)}</span>
      ) : null}
    </div>
  )
}
