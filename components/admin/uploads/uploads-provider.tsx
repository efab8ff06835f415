'use client'

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { UploadItem } from './upload-item.ts'
import { uploadQueue } from './tab-queue.ts'
import { UploadQueue } from './upload-queue.ts'

const UploadsContext = createContext<UploadQueue | null>(null)
const none: readonly UploadItem[] = []

/** Shows the tab's transfers to admin's pages; they go on when one leaves these. */
export function UploadsProvider({ children, onDone }: { children: ReactNode; onDone: () => void }) {
  // On the server there is no tab: an empty queue stands in.
  const [queue] = useState(() => (typeof window === 'undefined' ? new UploadQueue() : uploadQueue()))
  useEffect(() => {
    void queue.recall()
    return queue.onDone(onDone)
  }, [queue, onDone])
  return <UploadsContext value={queue}>{children}</UploadsContext>
}

/** Gives the transfers and what can be done with them. */
export function useUploads(): { queue: UploadQueue; items: readonly UploadItem[] } {
  const queue = use(UploadsContext)
  if (!queue) throw new Error('useUploads needs an UploadsProvider around it.')
  const items = useSyncExternalStore(queue.subscribe, queue.snapshot, () => none)
  return { queue, items }
}
