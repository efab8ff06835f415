import { open, type FileHandle } from 'node:fs/promises'

const MAX_INDEX_BYTES = 64 * 2 ** 20
const MAX_BOXES = 10_000

/** The index (`moov`) of an MP4 or MOV with its header, as much of it as 64 MiB hold; empty where there is none. */
export async function readMovIndex(file: string): Promise<Buffer> {
  await using handle = await open(file, 'r')
  return await findIndex(handle)
}

/** How long the film is by its index (ISO/IEC 14496-12, 8.2.2), in seconds; null where that tells nothing. */
export function declaredSeconds(index: Buffer): number | null {
  const at = index.indexOf('mvhd') + 4
  if (at < 4 || at + 32 > index.length) return null
  const isLong = index.readUInt8(at) === 1
  const scale = index.readUInt32BE(at + (isLong ? 20 : 12))
  const length = isLong ? Number(index.readBigUInt64BE(at + 24)) : index.readUInt32BE(at + 16)
  return scale > 0 && length > 0 ? length / scale : null
}

async function findIndex(handle: FileHandle): Promise<Buffer> {
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
