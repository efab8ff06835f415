import { extname } from 'node:path'

const MAX_NAME = 200

/** Where a source is kept; never served. */
export function sourceKey(assetId: string, sourceId: string, fileName: string): string {
  return `sources/${assetId}/${sourceId}${safeExtension(fileName)}`
}

/** The folder of a version, ending in a slash; every attempt at it has its own below. */
export function versionPrefix(assetId: string, versionId: string): string {
  return `media/${assetId}/${versionId}/`
}

/** A file's name as shown in lists: its last part, in composed Unicode, without control characters. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const cleaned = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return cleaned.slice(0, MAX_NAME) || 'film'
}

function safeExtension(fileName: string): string {
  const extension = extname(fileName).toLowerCase()
  return /^\.[a-z0-9]{1,5}$/.test(extension) ? extension : ''
}
