import { UploadQueue } from './upload-queue.ts'

let queue: UploadQueue | undefined

/** Gives the tab's one queue: it outlives every page that shows it, and asks before the tab is closed. */
export function uploadQueue(): UploadQueue {
  if (queue) return queue
  const made = new UploadQueue()
  queue = made
  window.addEventListener('online', () => made.setOnline(true))
  window.addEventListener('offline', () => made.setOnline(false))
  window.addEventListener('pagehide', () => made.remember())
  window.addEventListener('beforeunload', (event) => {
    if (made.underWay) event.preventDefault()
  })
  return made
}
