import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** How much of a file's beginning and end its fingerprint is made of, in bytes. */
const endBytes = 1024 * 1024

type Running = { hash: Hash; offset: number; chasing: Promise<void> | null }

// Development reloads keep the hashes of what is being received, as they keep the tus server.
const holder = globalThis as { marqueeUploadHashes?: Map<string, Running> }

function running(): Map<string, Running> {
  holder.marqueeUploadHashes ??= new Map()
  return holder.marqueeUploadHashes
}

/**
 * Gives the hash of an upload's first `offset` bytes to go on with, or null when this process has not hashed just
 * these: `chaseHash` then makes up for it from the file.
 */
export function takeHash(uploadId: string, offset: number): Hash | null {
  if (offset === 0) running().set(uploadId, { hash: createHash('sha256'), offset: 0, chasing: null })
  const known = running().get(uploadId)
  return known && known.offset === offset && !known.chasing ? known.hash : null
}

/** Notes how many bytes the hash that `takeHash` gave has taken in by now. */
export function advanceHash(uploadId: string, offset: number): void {
  const known = running().get(uploadId)
  if (known) known.offset = offset
}

/** Hashes what a file has up to this offset and this process has not seen, as after a restart. */
export async function chaseHash(uploadId: string, path: string, offset: number): Promise<void> {
  const known = running().get(uploadId) ?? { hash: createHash('sha256'), offset: 0, chasing: null }
  running().set(uploadId, known)
  if (known.chasing) await known.chasing.catch(() => undefined)
  if (known.offset >= offset) return
  known.chasing ??= take(known, path, offset).finally(() => (known.chasing = null))
  await known.chasing
}

async function take(known: Running, path: string, offset: number): Promise<void> {
  for await (const chunk of createReadStream(path, {
    start: known.offset,
    end: offset - 1,
    highWaterMark: endBytes,
  })) {
    known.hash.update(chunk as Buffer)
    known.offset += (chunk as Buffer).length
  }
}

/** Gives the SHA-256 of a wholly received file in hexadecimal, reading only what was not hashed as it came. */
export async function hashReceived(uploadId: string, path: string, sizeBytes: number): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    await chaseHash(uploadId, path, sizeBytes)
    const known = running().get(uploadId)
    if (known?.offset === sizeBytes) return known.hash.copy().digest('hex')
    running().delete(uploadId)
    if (tries > 2) throw new Error(`The file of upload ${uploadId} changes while it is read.`)
  }
}

/** Lets go of what was hashed of an upload that has ended. */
export function forgetHash(uploadId: string): void {
  running().delete(uploadId)
}

/** Gives the SHA-256 of a file in hexadecimal, read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: endBytes })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/**
 * Gives a file's fingerprint: SHA-256, in hexadecimal, of its size in decimal digits, its first MiB and its last
 * MiB. A browser reckons the same in a moment, however long the film is.
 */
export async function fingerprintFile(path: string): Promise<string> {
  await using file = await open(path, 'r')
  const { size } = await file.stat()
  const hash = createHash('sha256').update(String(size))
  const length = Math.min(size, endBytes)
  for (const position of [0, size - length]) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position })
    hash.update(buffer.subarray(0, bytesRead))
  }
  return hash.digest('hex')
}
