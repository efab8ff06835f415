'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'

/** How long to wait before each look, in ms: soon at first, then ever less often, for two minutes. */
const lookPauses = [1000, 1000, 2000, 3000, 5000, 8000, 13_000, 21_000, 30_000, 36_000] as const

/**
 * Has the page read again for as long as the caller stands on it, each time after a longer pause; gives whether that was
 * given up, and what begins anew.
 */
export function useLooks(): { isLate: boolean; lookAgain: () => void } {
  const router = useRouter()
  const [looks, setLooks] = useState(0)
  const pause = lookPauses[looks]
  const look = useEffectEvent(() => {
    setLooks(looks + 1)
    router.refresh()
  })
  useEffect(() => {
    if (pause === undefined) return
    const timer = setTimeout(look, pause)
    return () => clearTimeout(timer)
  }, [pause, looks])
  const lookAgain = () => {
    setLooks(0)
    router.refresh()
  }
  return { isLate: pause === undefined, lookAgain }
}
