import { open, type FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { gather } from './gather-bytes.ts'
import { nameFullDisk, sizeBeyond } from './upload-errors.ts'
import { uploadFile, uploadFolder } from './upload-files.ts'
import { advanceHash, chaseHash, forgetHash, takeHash } from './upload-hashes.ts'

export type Place = {
  offset: number
  /** Bytes that may come; more is refused. */
  room?: number
  /** Ends the reading. */
  signal?: AbortSignal
}

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
    return this.receive(incoming as AsyncIterable<Uint8Array>, uploadId, { offset })
  }

  /** Writes what comes from an offset on and gives the new one; of what breaks off, all that came is kept. */
  async receive(incoming: AsyncIterable<Uint8Array>, uploadId: string, place: Place): Promise<number> {
    const { offset, room = Infinity, signal } = place
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
    let left = room
    const admit = (bytes: number) => {
      left -= bytes
      if (left < 0) throw sizeBeyond()
    }
    try {
      await gather(incoming, { hand: write, admit, signal })
    } catch (error) {
      throw nameFullDisk(error)
    }
    if (!hash) void chaseHash(uploadId, path, written).catch(() => undefined)
    return written
  }
}

async function writeAll(file: FileHandle, chunks: Uint8Array[], position: number): Promise<void> {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const { bytesWritten } = await file.writev(chunks, position)
  if (bytesWritten === bytes) return
  // A nearly full disk takes a part: the next write says why.
  const rest = Buffer.concat(chunks).subarray(bytesWritten)
  await writeAll(file, [rest], position + bytesWritten)
}
