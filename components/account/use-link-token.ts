'use client'

import { useSyncExternalStore } from 'react'

/**
 * Gives what the mail's link carries behind its `#`, which a browser sends to no server; null until the page has woken,
 * empty where the link was not copied whole.
 */
export function useLinkToken(): string | null {
  return useSyncExternalStore(subscribe, readToken, () => null)
}

/** A second link opened in the same tab changes only what stands behind the `#`. */
function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

const readToken = () => window.location.hash.slice(1)
