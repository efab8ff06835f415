import { extname } from 'node:path'

const MAX_NAME = 200

/** Where a source is kept; never served. */
export function sourceKey(assetId: string, sourceId: string, fileName: string): string {
  return `${sourcesPrefix(assetId)}${sourceId}${safeExtension(fileName)}`
}

/** The folder of all sources, ending in a slash. */
export const allSourcesPrefix = 'sources/'

/** The folder of all versions, ending in a slash. */
export const allVersionsPrefix = 'media/'

/** The folder of all sources of an asset, ending in a slash. */
function sourcesPrefix(assetId: string): string {
  return `${allSourcesPrefix}${assetId}/`
}

/** The folder of all versions of an asset, ending in a slash. */
export function versionsPrefix(assetId: string): string {
  return `${allVersionsPrefix}${assetId}/`
}

/** The folder of a version, ending in a slash; every attempt at it has its own below. */
export function versionPrefix(assetId: string, versionId: string): string {
  return `${versionsPrefix(assetId)}${versionId}/`
}

/** The folder of the pictures that a subtitle was read off, ending in a slash; never served but to admins. */
export function draftPrefix(draftId: string): string {
  return `subtitle-drafts/${draftId}/`
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

/** A language as part of a track's file name. */
export function fileSafe(language: string): string {
  return language.toLowerCase().replace(/[^a-z0-9-]/g, '') || 'und'
}
