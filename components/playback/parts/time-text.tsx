'use client'

import { useTranslations } from 'next-intl'
import { formatTime } from '../controller/timeline-math.ts'
import { usePlayerClock, usePlayerState } from './player-context.tsx'

/** `3:44 / 2:04:10`; the timeline says the same to screen readers. */
export function ElapsedTime() {
  const position = usePlayerClock((clock) => formatTime(clock.positionS))
  const duration = usePlayerState((state) => formatTime(state.durationS))
  return (
    <p aria-hidden className="tabular pl-2 text-body whitespace-nowrap">
      <span className="font-semibold text-shell">{position}</span>
      <span className="ml-2 text-shell-2">/ {duration}</span>
    </p>
  )
}

/** How far it is, and how much is left, at both ends of the phone's line. */
export function PhoneTimes() {
  const t = useTranslations('playback')
  const position = usePlayerClock((clock) => formatTime(clock.positionS))
  const durationS = usePlayerState((state) => state.durationS)
  const left = usePlayerClock((clock) => formatTime(durationS - clock.positionS))
  return (
    <p aria-hidden className="tabular flex justify-between text-small font-semibold">
      <span>{position}</span>
      <span className="text-shell-2">{t('remaining', { time: left })}</span>
    </p>
  )
}
