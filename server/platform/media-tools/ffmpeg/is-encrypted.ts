import { open, type FileHandle } from 'node:fs/promises'

/** What MP4 calls samples that are encrypted (ISO/IEC 14496-12 and FairPlay's). */
const LOCKED = new Set(['encv', 'enca', 'drmi', 'drms'])
const MAX_INDEX_BYTES = 64 * 2 ** 20
const MAX_BOXES = 10_000
/** From a sample description's own name to the name of its first entry. */
const ENTRY_NAME_AT = 16

/** True when an MP4 or MOV says that its samples are encrypted, which ffprobe does not tell. */
export async function isEncrypted(file: string): Promise<boolean> {
  await using handle = await open(file, 'r')
  const index = await readIndex(handle)
  for (let at = index.indexOf('stsd'); at >= 0; at = index.indexOf('stsd', at + 4))
    if (LOCKED.has(index.toString('latin1', at + ENTRY_NAME_AT, at + ENTRY_NAME_AT + 4))) return true
  return false
}

async function readIndex(handle: FileHandle): Promise<Buffer> {
  const { size: end } = await handle.stat()
  const head = Buffer.alloc(16)
  for (let at = 0, boxes = 0; at + 8 <= end && boxes < MAX_BOXES; boxes += 1) {
    await handle.read(head, 0, 16, at)
    const short = head.readUInt32BE(0)
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short
    if (head.toString('latin1', 4, 8) === 'moov') {
      const index = Buffer.alloc(Math.min(size, end - at, MAX_INDEX_BYTES))
      await handle.read(index, 0, index.length, at)
      return index
    }
    if (size < 8) break
    at += size
  }
  return Buffer.alloc(0)
}
