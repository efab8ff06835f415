'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Tells whether a media query holds; false on the server and until the page has come alive. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (tell: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', tell)
      return () => list.removeEventListener('change', tell)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
}

/** Tells whether pictures may move by themselves: neither reduced motion nor data saving is asked for. */
export function useMayMove(): boolean {
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)')
  const reducedData = useMedia('(prefers-reduced-data: reduce)')
  const alive = useSyncExternalStore(
    noSubscription,
    () => !savesData(),
    () => false,
  )
  return alive && !reducedMotion && !reducedData
}

function savesData(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection
  return connection?.saveData === true
}

function noSubscription() {
  return () => {}
}
