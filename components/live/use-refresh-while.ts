'use client'

import { useEffect } from 'react'
import { useRouter } from '#i18n/navigation.ts'

const askAgainMs = 4000

/** Has the page read again every few seconds for as long as something on it is being made. */
export function useRefreshWhile(isWaiting: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => router.refresh(), askAgainMs)
    return () => clearInterval(timer)
  }, [isWaiting, router])
}
