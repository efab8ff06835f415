'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { BulbBoard } from '../ui/bulb-board.tsx'
import { LightLine } from '../ui/light-line.tsx'
import { countdownText } from './countdown-text.ts'

/** Moments in ISO 8601; `now` is the server's, so that a clock that is wrong here does not matter. */
type CountdownProps = {
  createdAt: string
  expiresAt: string
  now: string
  /** What stands beside it. */
  children?: ReactNode
}

/** How long the code still holds, in lamps over the line; at the end the page is read again. */
export function Countdown({ createdAt, expiresAt, now, children }: CountdownProps) {
  const t = useTranslations('checkout.transfer')
  const router = useRouter()
  const end = Date.parse(expiresAt)
  const whole = end - Date.parse(createdAt)
  const atFirst = Math.max(0, end - Date.parse(now))
  const [leftMs, setLeftMs] = useState(atFirst)
  const finish = useEffectEvent(() => router.refresh())
  useEffect(() => {
    const from = performance.now()
    const tick = () => {
      const left = Math.max(0, atFirst - (performance.now() - from))
      setLeftMs(left)
      if (left > 0) return
      clearInterval(timer)
      finish()
    }
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [atFirst])
  const minutes = Math.ceil(leftMs / 60_000)
  return (
    <>
      <div className="flex items-end justify-between gap-4">
        {children}
        <div className="flex flex-1 items-center justify-between gap-4 max-md:flex-col max-md:items-end max-md:gap-1.5">
          <p className="text-small text-shell-2">{t('expiresIn')}</p>
          <BulbBoard
            text={countdownText(leftMs)}
            size={36}
            label={t('remaining', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
            className="max-md:h-7 max-md:w-auto"
          />
        </div>
      </div>
      <LightLine value={leftMs / whole} className="mt-3 md:mt-4" />
    </>
  )
}
