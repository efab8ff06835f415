import type { TransferRate } from './transfer-rate.ts'

/** What a sent film becomes: the film itself, an episode's or lesson's film, or a trailer. */
export type UploadTarget = { titleId: string; episodeId: string | null; role: 'main' | 'trailer' }

export type UploadState =
  /** In line: only a few files are sent at a time. */
  | 'waiting'
  | 'sending'
  | 'paused'
  /** The network is gone; it goes on by itself. */
  | 'offline'
  /** The page was reloaded: the browser has forgotten the file, the server has kept what it got. */
  | 'needs-file'
  | 'failed'
  | 'done'

export type UploadItem = {
  id: string
  fileName: string
  sizeBytes: number
  lastModified: number
  target: UploadTarget
  /** The title's name, for the tray. */
  label: string
  state: UploadState
  sentBytes: number
  rate: TransferRate | null
  /** Where the server keeps what it has received; null before it has answered once. */
  uploadUrl: string | null
  /** A code of `errors`, while failed. */
  errorCode: string | null
}

/** Tells whether leaving the page would stop a transfer. */
export function isUnderWay(item: UploadItem): boolean {
  return item.state === 'sending' || item.state === 'waiting' || item.state === 'offline'
}

/** Tells whether a chosen file is the one whose transfer was interrupted. */
export function isSameFile(item: UploadItem, file: Pick<File, 'name' | 'size' | 'lastModified'>): boolean {
  return (
    item.fileName === file.name && item.sizeBytes === file.size && item.lastModified === file.lastModified
  )
}
