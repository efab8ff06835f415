import type { KnownFileDto } from '#server/domains/media/schemas.ts'
import type { TransferRate } from './transfer-rate.ts'

/** What a sent film becomes: the film itself, an episode's or lesson's film, or a trailer. */
export type UploadTarget = { titleId: string; episodeId: string | null; role: 'main' | 'trailer' }

export type UploadState =
  /** In line: only a few files are sent at a time. */
  | 'waiting'
  /** Looking whether the server has this file. */
  | 'checking'
  /** The server has it, or a part of it sent for something else: somebody has to say what to do. */
  | 'known'
  /** Making sure that the file is the one that the server has. */
  | 'comparing'
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
  /** Null where another browser began it. */
  lastModified: number | null
  target: UploadTarget
  /** The title's name, for the tray. */
  label: string
  state: UploadState
  sentBytes: number
  rate: TransferRate | null
  /** Where the server keeps what it has received; null before it has answered once. */
  uploadUrl: string | null
  /** Of size, first and last MiB; null before it is reckoned. */
  fingerprint: string | null
  /** What the server has of it, while known and after. */
  known: KnownFileDto | null
  /** A code of `errors` with its values, while failed, and while offline where the server said why. */
  error: { code: string; params: Record<string, string | number> } | null
}

/** Tells whether leaving the page would stop a transfer. */
export function isUnderWay({ state }: UploadItem): boolean {
  return ['sending', 'waiting', 'offline', 'checking', 'comparing'].includes(state)
}

/** Sums the bytes of transfers under way that the server has not been told of, and so keeps no room for. */
export function sumUnannounced(items: readonly UploadItem[]): number {
  return items
    .filter((item) => isUnderWay(item) && item.uploadUrl === null)
    .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}

/** Tells whether a chosen file is the one whose transfer was interrupted. */
export function isSameFile(item: UploadItem, file: Pick<File, 'name' | 'size' | 'lastModified'>): boolean {
  const isOfThatTime = item.lastModified === null || item.lastModified === file.lastModified
  return item.fileName === file.name.normalize('NFC') && item.sizeBytes === file.size && isOfThatTime
}

/** Tells whether two files go to the same place. */
export function sameTarget(one: UploadTarget, other: UploadTarget): boolean {
  return one.titleId === other.titleId && one.episodeId === other.episodeId && one.role === other.role
}
