import { useSyncExternalStore } from 'react'

/**
 * What this tab has put on the list or taken off. Next keeps pages that were left and shows them again as they
 * were rendered: what was changed elsewhere since is laid over them from here.
 */
let changes: ReadonlyMap<string, boolean> = new Map()
const atFirst = changes
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Notes that a title is on the list now, or no longer. */
export function noteListed(titleId: string, on: boolean): void {
  changes = new Map(changes).set(titleId, on)
  for (const listener of listeners) listener()
}

/** Gives the titles changed in this tab, with whether they are on the list. */
export function useListChanges(): ReadonlyMap<string, boolean> {
  return useSyncExternalStore(
    subscribe,
    () => changes,
    () => atFirst,
  )
}
