import { safeCallbackPath } from './callback-path.ts'

const key = 'marquee.onward'
/** A mail is opened within the day, or the wish is forgotten. */
const keptMs = 24 * 60 * 60 * 1000

/** Keeps where somebody who asks for a mail's link wanted to be, for that is opened in another tab; null forgets it. */
export function keepOnward(path: string | null, now = Date.now()): void {
  try {
    if (path === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify({ path, at: now }))
  } catch {
    // Without storage one begins at home.
  }
}

/** Gives where they wanted to be, once; null where nothing was kept within the day. */
export function takeOnward(now = Date.now()): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as { path?: unknown; at?: unknown } | null
    localStorage.removeItem(key)
    if (typeof kept?.path !== 'string' || typeof kept.at !== 'number' || now - kept.at > keptMs) return null
    return safeCallbackPath(kept.path, window.location.origin, '') || null
  } catch {
    return null
  }
}
