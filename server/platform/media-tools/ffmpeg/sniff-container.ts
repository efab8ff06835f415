import { open } from 'node:fs/promises'
import { MediaToolError } from '../errors.ts'

const HEAD_BYTES = 564
const MP4_FIRST_BOXES = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot'])

/** The demuxer a film's first bytes ask for, never its name; throws `container-refused` for playlists and `container-unknown`. */
export async function sniffContainer(file: string): Promise<string> {
  const head = await readHead(file)
  if (isPlaylist(head)) throw new MediaToolError('container-refused', 'A playlist is not a film')
  const container = nameContainer(head)
  if (!container) throw new MediaToolError('container-unknown', 'The file is not a film in a known container')
  return container
}

/** The demuxer for these first bytes (at least 564 of them where the file has so many), null when unknown. */
export function nameContainer(head: Uint8Array): string | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (MP4_FIRST_BOXES.has(ascii(4, 8))) return 'mov'
  if (startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return 'matroska'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'AVI ') return 'avi'
  if (ascii(0, 3) === 'FLV') return 'flv'
  if (ascii(0, 4) === 'OggS') return 'ogg'
  if (startsWith(bytes, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11])) return 'asf'
  if (startsWith(bytes, [0x06, 0x0e, 0x2b, 0x34])) return 'mxf'
  if (startsWith(bytes, [0x00, 0x00, 0x01, 0xba])) return 'mpeg'
  if (hasSyncEvery(bytes, 0, 188) || hasSyncEvery(bytes, 4, 192)) return 'mpegts'
  return null
}

function isPlaylist(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1').trimStart()
  return ['#EXTM3U', 'ffconcat', '<?xml', '<MPD', '<SmoothStreamingMedia'].some((mark) =>
    text.startsWith(mark),
  )
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((value, index) => bytes[index] === value)
}

function hasSyncEvery(bytes: Uint8Array, offset: number, step: number): boolean {
  return [0, 1, 2].every((packet) => bytes[offset + packet * step] === 0x47)
}

async function readHead(file: string): Promise<Uint8Array> {
  try {
    await using handle = await open(file, 'r')
    const buffer = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    throw new MediaToolError('file-unreadable', 'The film could not be opened', { cause, retryable: true })
  }
}
