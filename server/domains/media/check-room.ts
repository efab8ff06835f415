import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { fileEmpty } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { askRoomSchema, type AskRoomInput } from './schemas.ts'
import { freeUploadBytes, receivedBytes } from './upload-files.ts'
import { noRoom, quotaPassed, uploadTooLarge } from './upload-errors.ts'
import { findReceivingUploads, lockRoom, sumSourceBytes } from './upload.repository.ts'

export const MAX_UPLOAD_BYTES = 200 * 1024 ** 3

/**
 * Makes sure that a film of this size has room before its first byte comes: within the operator's quota, and on the
 * disks beside what unfinished uploads still take and what has to stay free. Throws `upload.quota-passed` and
 * `upload.no-room`, with the figures in bytes. Others that ask wait until this transaction has ended.
 * `waitingBytes` are the sender's own films that come before it and are not announced yet.
 */
export async function checkRoom(tx: Transaction, sizeBytes: number, waitingBytes = 0): Promise<void> {
  await lockRoom(tx)
  const coming = await findReceivingUploads(tx)
  const promised = coming.reduce((sum, { upload }) => sum + upload.sizeBytes, waitingBytes)
  const quotaBytes = env().UPLOAD_QUOTA_BYTES
  if (quotaBytes !== undefined) {
    const usedBytes = (await sumSourceBytes(tx)) + promised
    if (usedBytes + sizeBytes > quotaBytes) throw quotaPassed({ sizeBytes, usedBytes, quotaBytes })
  }
  const here = await Promise.all(coming.map(({ upload }) => receivedBytes(upload.id)))
  const received = here.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0)
  requireFree(await freeUploadBytes(), sizeBytes, promised - received)
  const stored = await storage().freeBytes()
  // An upload is moved within one disk, so there what came of it is taken already.
  if (stored !== null) requireFree(stored, sizeBytes, promised - received)
}

/**
 * Makes sure that a file is neither empty nor larger than any upload may be. Throws `upload.too-large` and that it is
 * empty.
 */
export function checkSize(sizeBytes: number): void {
  if (sizeBytes === 0) throw fileEmpty()
  if (sizeBytes > MAX_UPLOAD_BYTES) throw uploadTooLarge(MAX_UPLOAD_BYTES)
}

/**
 * Asks before anything is made for a film whether it could be sent and would have room. Throws as `checkSize` and
 * `checkRoom` do.
 */
export async function askRoom(context: Context, input: AskRoomInput): Promise<void> {
  authorizeMediaWrite(context)
  const { sizeBytes, waitingBytes } = parseInput(askRoomSchema, input)
  checkSize(sizeBytes)
  await inTransaction((tx) => checkRoom(tx, sizeBytes, waitingBytes))
}

function requireFree(freeBytes: number, sizeBytes: number, promisedBytes: number): void {
  const reserveBytes = env().DISK_RESERVE_BYTES
  if (sizeBytes + promisedBytes + reserveBytes > freeBytes)
    throw noRoom({ sizeBytes, freeBytes, promisedBytes, reserveBytes })
}
