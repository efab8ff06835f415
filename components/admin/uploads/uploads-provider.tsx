'use client'

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { UploadItem } from './upload-item.ts'
import { UploadQueue } from './upload-queue.ts'

const UploadsContext = createContext<UploadQueue | null>(null)
const none: readonly UploadItem[] = []

/** Holds the transfers for as long as the admin pages are open, whichever page is shown. */
export function UploadsProvider({ children, onDone }: { children: ReactNode; onDone: () => void }) {
  const [queue] = useState(() => new UploadQueue(onDone))
  useEffect(() => {
    queue.recall()
    const online = () => queue.setOnline(true)
    const offline = () => queue.setOnline(false)
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.underWay) event.preventDefault()
    }
    window.addEventListener('online', online)
    window.addEventListener('offline', offline)
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('online', online)
      window.removeEventListener('offline', offline)
      window.removeEventListener('beforeunload', ask)
    }
  }, [queue])
  return <UploadsContext value={queue}>{children}</UploadsContext>
}

/** Gives the transfers and what can be done with them. */
export function useUploads(): { queue: UploadQueue; items: readonly UploadItem[] } {
  const queue = use(UploadsContext)
  if (!queue) throw new Error('useUploads needs an UploadsProvider around it.')
  const items = useSyncExternalStore(queue.subscribe, queue.snapshot, () => none)
  return { queue, items }
}
