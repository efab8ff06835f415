import { createHash } from 'node:crypto'
import { StorageError, type ObjectInfo, type Storage, type StoredObject } from '../platform/storage/port.ts'
import { isFresh, parseRange, rangeHolds, type RequestedRange } from './byte-range.ts'

const contentTypes: Record<string, string> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml; charset=utf-8',
  mp4: 'video/mp4',
  m4s: 'video/iso.segment',
  m4a: 'audio/mp4',
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
  avif: 'image/avif',
}
const manifestSeconds = 60

export type ServedObject = {
  key: string
  /** For how long a cache may keep it. */
  secondsLeft: number
  /** Only the reader's own cache may keep it: its address is one person's. */
  isPrivate?: boolean
  /** What a reader is given instead of the text that storage holds. */
  rewrite?: (text: string) => string
}

/**
 * Answers GET or HEAD for a stored object as RFC 9110 wants it: one byte range (206, 416), ETag with If-None-Match
 * and If-Range, streamed with back-pressure. Gives null when storage holds no such object.
 */
export async function serveObject(
  request: Request,
  storage: Storage,
  object: ServedObject,
): Promise<Response | null> {
  const { key } = object
  if (object.rewrite) return rewritten(request, storage, object, object.rewrite)
  const range = parseRange(request.headers.get('range'))
  const conditional = request.headers.has('if-none-match') || request.headers.has('if-range')
  const headOnly = request.method === 'HEAD'
  // A plain GET needs no second question to storage; anything that depends on size or validator does.
  if (!headOnly && !conditional && range?.kind !== 'suffix') {
    return stream(storage, object, range)
  }
  const info = await storage.head(key)
  if (!info) return null
  if (isFresh(request, info)) return new Response(null, { status: 304, headers: headersOf(info, object) })
  const asked = rangeHolds(request, info) ? range : null
  if (!headOnly) return stream(storage, object, asked, info)
  return new Response(null, {
    headers: { ...headersOf(info, object), 'content-length': String(info.sizeBytes) },
  })
}

/** A text made for its reader: whole, without ranges, its validator its own. */
async function rewritten(
  request: Request,
  storage: Storage,
  object: ServedObject,
  rewrite: (text: string) => string,
): Promise<Response | null> {
  const stored = await storage.get(object.key)
  if (!stored) return null
  const bytes = new TextEncoder().encode(rewrite(await new Response(stored.body).text()))
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  const info = { ...stored.info, etag, sizeBytes: bytes.byteLength }
  const { 'accept-ranges': _none, ...headers } = headersOf(info, object)
  if (isFresh(request, info)) return new Response(null, { status: 304, headers })
  const body = request.method === 'HEAD' ? null : bytes
  return new Response(body, { headers: { ...headers, 'content-length': String(bytes.byteLength) } })
}

async function stream(
  storage: Storage,
  object: ServedObject,
  range: RequestedRange | null,
  known?: ObjectInfo,
): Promise<Response | null> {
  const stored = await open(storage, object.key, range, known)
  if (stored === null) return null
  if (stored === 'unsatisfiable') return unsatisfiable(storage, object, known)
  const headers = headersOf(stored.info, object)
  headers['content-length'] = String(stored.info.sizeBytes === 0 ? 0 : stored.end - stored.start + 1)
  if (range) headers['content-range'] = `bytes ${stored.start}-${stored.end}/${stored.info.sizeBytes}`
  return new Response(stored.body, { status: range ? 206 : 200, headers })
}

async function open(
  storage: Storage,
  key: string,
  range: RequestedRange | null,
  known?: ObjectInfo,
): Promise<StoredObject | 'unsatisfiable' | null> {
  try {
    if (range === null) return await storage.get(key)
    if (range.kind === 'from') return await storage.get(key, { start: range.start, end: range.end })
    const size = known?.sizeBytes ?? 0
    if (range.length === 0 || size === 0) return 'unsatisfiable'
    return await storage.get(key, { start: Math.max(0, size - range.length) })
  } catch (error) {
    if (error instanceof StorageError && error.code === 'range-unsatisfiable') return 'unsatisfiable'
    throw error
  }
}

async function unsatisfiable(
  storage: Storage,
  object: ServedObject,
  known?: ObjectInfo,
): Promise<Response | null> {
  const info = known ?? (await storage.head(object.key))
  if (!info) return null
  return new Response(null, {
    status: 416,
    headers: { 'content-range': `bytes */${info.sizeBytes}`, 'cache-control': 'no-store' },
  })
}

function headersOf(info: ObjectInfo, object: ServedObject): Record<string, string> {
  const ending = object.key.slice(object.key.lastIndexOf('.') + 1).toLowerCase()
  const isManifest = ending === 'm3u8' || ending === 'mpd'
  const whose = object.isPrivate ? 'private' : 'public'
  return {
    'content-type': contentTypes[ending] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: info.etag,
    'last-modified': info.modifiedAt.toUTCString(),
    // No cache may hand a file out for longer than its address is good. Ranges must not be compressed.
    'cache-control': isManifest
      ? `${whose}, max-age=${Math.min(manifestSeconds, object.secondsLeft)}`
      : `${whose}, max-age=${object.secondsLeft}, immutable, no-transform`,
  }
}
