import { useSyncExternalStore } from 'react'

const query = '(max-width: 767px), (max-height: 499px)'

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** True on phones, upright or turned. */
export function useCompact(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  )
}
