'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { RunningBulbs } from '#components/ui/running-bulbs.tsx'
import { usePlayerState } from './player-context.tsx'

/** Waits shorter than this are not worth a sign. */
const patienceMs = 400

/** Three running bulbs while the film has nothing to show. */
export function Buffering() {
  const t = useTranslations('playback')
  const waiting = usePlayerState(
    (state) => state.failure === null && !state.refused && (state.waiting || (state.seeking && !state.ready)),
  )
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLong(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [waiting])
  return (
    <output className="pointer-events-none absolute inset-0 grid place-items-center">
      {waiting && long ? (
        <span className="grid size-19 place-items-center rounded-full bg-black/50 text-lamp">
          <RunningBulbs />
          <span className="sr-only">{t('loading')}</span>
        </span>
      ) : null}
    </output>
  )
}
