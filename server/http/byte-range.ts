import type { ObjectInfo } from '../platform/storage/port.ts'

/** One range of a `Range` header; both ends inclusive, `suffix` counts bytes from the end. */
export type RequestedRange =
  { kind: 'from'; start: number; end: number | undefined } | { kind: 'suffix'; length: number }

/**
 * Reads a `Range` header (RFC 9110, 14.2). Null when there is none, when it is malformed, or when it names several
 * ranges: each of these is answered with the whole object.
 */
export function parseRange(header: string | null): RequestedRange | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(' ', '') ?? '')
  if (!match) return null
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return null
  if (first === '') return { kind: 'suffix', length: Number(last) }
  const start = Number(first)
  const end = last === '' ? undefined : Number(last)
  return end !== undefined && end < start ? null : { kind: 'from', start, end }
}

/** Tells whether the client's copy is still good, by `If-None-Match` (weak comparison, as its rule wants). */
export function isFresh(request: Request, info: ObjectInfo): boolean {
  const header = request.headers.get('if-none-match')
  if (header === null) return false
  if (header.trim() === '*') return true
  const wanted = info.etag.replace(/^W\//, '')
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === wanted)
}

/** Tells whether a `Range` may be answered in part: without `If-Range`, or when it names this very object. */
export function rangeHolds(request: Request, info: ObjectInfo): boolean {
  const header = request.headers.get('if-range')?.trim()
  if (header === undefined) return true
  if (header.startsWith('W/')) return false
  if (header.startsWith('"')) return header === info.etag
  const seconds = Math.floor(info.modifiedAt.getTime() / 1000)
  return Math.floor(Date.parse(header) / 1000) === seconds
}
