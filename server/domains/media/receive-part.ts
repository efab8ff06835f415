import type { Locker } from '@tus/server'
import { uploadNotFound } from './errors.ts'
import { protocolRefusal, sizeBeyond } from './upload-errors.ts'
import { receivedBytes } from './upload-files.ts'
import type { UploadStore } from './upload-store.ts'
import type { UploadRow } from './upload.repository.ts'

export type Part = {
  upload: UploadRow
  /** Where in the file it begins. */
  offset: number
  /** Bytes it is said to have, null where nobody said. */
  length: number | null
  body: AsyncIterable<Uint8Array>
}

/**
 * Writes a part of an upload where it belongs (tus 1.0, PATCH) and gives the new offset. tus's own way leads each
 * byte through five streams; a film goes several times as fast without them. A connection that is dead without
 * knowing it gives way to the one that its client has opened since.
 */
export async function receivePart(store: UploadStore, locker: Locker, part: Part): Promise<number> {
  const { upload, offset, length, body } = part
  const waiting = new AbortController()
  const giveWay = new AbortController()
  const lock = locker.newLock(upload.id)
  await lock.lock(waiting.signal, () => giveWay.abort())
  try {
    const here = await receivedBytes(upload.id)
    if (here === null) throw uploadNotFound(upload.id)
    if (here !== offset)
      throw protocolRefusal('conflict', 'upload.offset-conflict', `The upload is at byte ${here}.`)
    const room = upload.sizeBytes - offset
    if (length !== null && length > room) throw sizeBeyond()
    return await store.receive(body, upload.id, { offset, room, signal: giveWay.signal })
  } finally {
    await lock.unlock()
  }
}
