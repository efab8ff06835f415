import { open } from 'node:fs/promises'
import { MediaToolError } from '../errors.ts'

const HEAD_BYTES = 564
const MP4_FIRST_BOXES = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot'])

/**
 * The demuxer a film's first bytes ask for, never its name. Throws `points-elsewhere` for playlists and the like,
 * `still-picture`, `audio-only` and `container-unknown` for what is no film by its first bytes.
 */
export async function sniffContainer(file: string): Promise<string> {
  const head = await readHead(file)
  const container = nameContainer(head)
  if (container) return container
  switch (nameOther(head)) {
    case 'pointer':
      throw new MediaToolError('points-elsewhere', 'The file only points to other files')
    case 'picture':
      throw new MediaToolError('still-picture', 'The file is a still picture')
    case 'sound':
      throw new MediaToolError('audio-only', 'The file has sound and no picture')
    case null:
      throw new MediaToolError('container-unknown', 'The file is not a film in a known container')
  }
}

/** The demuxer for these first bytes (at least 564 of them where the file has so many), null when unknown. */
export function nameContainer(head: Uint8Array): string | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (MP4_FIRST_BOXES.has(ascii(4, 8)))
    return ascii(4, 8) === 'ftyp' && PICTURE_BRANDS.has(ascii(8, 12)) ? null : 'mov'
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

const POINTERS =
  /^(#EXTM3U|ffconcat|file\s+\S|<\?xml[^>]*>\s*(<!--.*?-->\s*)*<(?!svg|!DOCTYPE svg)|<MPD|<SmoothStreamingMedia|<asx|<playlist|<smil|\[playlist\]|v=0\r?\n|\[InternetShortcut\])/is
const SVG = /^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg|<svg)/is
const PICTURE_MAGIC = [
  '89504e47',
  'ffd8ff',
  '474946383',
  '424d',
  '49492a00',
  '4d4d002a',
  '38425053',
  '0000000c6a502020',
]
const PICTURE_BRANDS = new Set(['heic', 'heix', 'heim', 'mif1', 'avif', 'avis', 'hevc'])
const SOUND_MAGIC = [
  '494433',
  '664c6143',
  '2321414d52',
  '4d414320',
  '7776706b',
  'fff1',
  'fff9',
  'fffb',
  'fff3',
  'fff2',
  '0b77',
]

/**
 * What a file that is no film is instead, by its first bytes: something that names other files, a picture, sound; null
 * when unknown.
 */
export function nameOther(head: Uint8Array): 'pointer' | 'picture' | 'sound' | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  const hex = bytes.toString('hex', 0, 12)
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (SVG.test(text)) return 'picture'
  if (POINTERS.test(text)) return 'pointer'
  if (PICTURE_MAGIC.some((magic) => hex.startsWith(magic))) return 'picture'
  if (ascii(0, 4) === 'RIFF') return ascii(8, 12) === 'WEBP' ? 'picture' : 'sound'
  if (ascii(4, 8) === 'ftyp' && PICTURE_BRANDS.has(ascii(8, 12))) return 'picture'
  return SOUND_MAGIC.some((magic) => hex.startsWith(magic)) ? 'sound' : null
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
