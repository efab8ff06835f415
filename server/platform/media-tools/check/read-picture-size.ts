import { open } from 'node:fs/promises'
import { hasCode } from '../../errors/has-code.ts'

/** A packaged track begins with what describes it, a few kilobytes. */
const HEAD_BYTES = 65_536
/** From the type of `stsd` to its first entry, and from there to the width (ISO/IEC 14496-12, 8.5.2 and 12.1.3). */
const ENTRY = 12
const WIDTH = 32

/** Size of a packaged video track's pictures by its own sample description; null when the file has none or is not there. */
export async function readPictureSize(file: string): Promise<{ width: number; height: number } | null> {
  const head = Buffer.alloc(HEAD_BYTES)
  try {
    await using handle = await open(file, 'r')
    await handle.read(head, 0, HEAD_BYTES, 0)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
  const place = head.indexOf('stsd', 0, 'latin1')
  const at = place + ENTRY + WIDTH
  if (place < 0 || at + 4 > HEAD_BYTES) return null
  const [width, height] = [head.readUInt16BE(at), head.readUInt16BE(at + 2)]
  return width > 0 && height > 0 ? { width, height } : null
}
