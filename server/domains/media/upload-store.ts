import { open, type FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { nameFullDisk } from './upload-errors.ts'
import { uploadFile, uploadFolder } from './upload-files.ts'
import { advanceHash, chaseHash, forgetHash, takeHash } from './upload-hashes.ts'

/** Written at once: fewer, larger writes are several times as fast as one for each piece off the network. */
const gatherBytes = 1024 * 1024
/** Off a slow line not so much comes at once; a killed process loses no more than this. */
const gatherMs = 500

/**
 * tus's files with two things of ours: bytes are hashed as they are written, and they are gathered into larger
 * writes. Of a broken connection everything that came is kept. The length is told at the beginning, so that room is
 * looked for before the first byte.
 */
export class UploadStore extends FileStore {
  constructor() {
    super({ directory: uploadFolder() })
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  override write(incoming: Readable, uploadId: string, offset: number): Promise<number> {
    return this.receive(incoming as AsyncIterable<Uint8Array>, uploadId, offset)
  }

  /** Writes what comes from this offset on and gives the new one; of what breaks off, all that came is kept. */
  async receive(incoming: AsyncIterable<Uint8Array>, uploadId: string, offset: number): Promise<number> {
    const path = uploadFile(uploadId)
    await using file = await open(path, 'r+')
    const hash = takeHash(uploadId, offset)
    let written = offset
    const write = async (chunks: Uint8Array[], bytes: number) => {
      if (bytes === 0) return
      // On a thread of the pool, while this one hashes.
      const writing = writeAll(file, chunks, written)
      for (const chunk of chunks) hash?.update(chunk)
      try {
        await writing
      } catch (error) {
        // It has taken in what is not on the disk.
        if (hash) forgetHash(uploadId)
        throw error
      }
      written += bytes
      if (hash) advanceHash(uploadId, written)
    }
    try {
      await gather(incoming, write)
    } catch (error) {
      throw nameFullDisk(error)
    }
    if (!hash) void chaseHash(uploadId, path, written).catch(() => undefined)
    return written
  }
}

/** Hands on what comes in larger pieces; the last one also when the stream breaks. */
async function gather(
  incoming: AsyncIterable<Uint8Array>,
  hand: (chunks: Uint8Array[], bytes: number) => Promise<void>,
): Promise<void> {
  let chunks: Uint8Array[] = []
  let bytes = 0
  const flush = () => {
    const [full, count] = [chunks, bytes]
    chunks = []
    bytes = 0
    return hand(full, count)
  }
  let flushedAtMs = performance.now()
  let broken: unknown
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk)
      bytes += chunk.length
      const nowMs = performance.now()
      if (bytes < gatherBytes && nowMs - flushedAtMs < gatherMs) continue
      flushedAtMs = nowMs
      await flush()
    }
  } catch (error) {
    broken = error
  }
  await flush()
  if (broken) throw broken
}

async function writeAll(file: FileHandle, chunks: Uint8Array[], position: number): Promise<void> {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const { bytesWritten } = await file.writev(chunks, position)
  if (bytesWritten === bytes) return
  // A nearly full disk takes a part: the next write says why.
  const rest = Buffer.concat(chunks).subarray(bytesWritten)
  await writeAll(file, [rest], position + bytesWritten)
}
