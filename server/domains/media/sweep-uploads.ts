import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { completeUpload } from './complete-upload.ts'
import { authorizeMediaWrite } from './policy.ts'
import { findNamedKeys } from './source.repository.ts'
import { allSourcesPrefix } from './storage-keys.ts'
import { listUploadFiles, receivedBytes, removeUploadFiles } from './upload-files.ts'
import {
  deleteUpload,
  findOpenUploadIds,
  findUploadsQuietSince,
  lockUpload,
  type UploadRow,
} from './upload.repository.ts'

const KEYS_AT_ONCE = 500
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** How long what is unfinished is kept after its last byte. */
const keptMs = 7 * dayMs
/** A client whose answer was lost asks again much sooner. */
const wholeAfterMs = 10 * minuteMs
/** Nothing that is under way is this long without its row. */
const orphanAfterMs = dayMs

export type SweptUploads = { completed: number; expired: number; files: number; objects: number }

/**
 * Takes in what arrived whole and nobody asked for again, removes what has lain unfinished for seven days, rows of
 * what ended as long ago, and files that no row names. Gives how many of each.
 */
export async function sweepUploads(context: Context): Promise<SweptUploads> {
  authorizeMediaWrite(context)
  const completed = await completeWhole(context)
  const expired = await removeExpired(context)
  return {
    completed,
    expired,
    files: await removeOrphanFiles(context),
    objects: await removeOrphanObjects(context),
  }
}

async function completeWhole(context: Context): Promise<number> {
  let completed = 0
  for (const upload of await findUploadsQuietSince(database(), before(context, wholeAfterMs))) {
    const received = await receivedBytes(upload.id)
    // Gone from here when a process ended between taking it into storage and saying so.
    if (upload.state !== 'receiving' || (received !== null && received !== upload.sizeBytes)) continue
    try {
      await completeUpload(context, { uploadId: upload.id })
      completed += 1
    } catch (error) {
      // One that is refused has ended too; any other fault is tried again by the next sweep.
      if (!(error instanceof AppError))
        context.log.error({ err: error, uploadId: upload.id }, 'an upload stays')
    }
  }
  return completed
}

async function removeExpired(context: Context): Promise<number> {
  let expired = 0
  for (const { id } of await findUploadsQuietSince(database(), before(context, keptMs))) {
    const removed = await inTransaction(async (tx) => {
      const upload = await lockUpload(tx, id)
      // Bytes may have come since it was listed.
      if (!upload || lastHeard(upload) >= before(context, keptMs)) return null
      if (upload.state === 'receiving') {
        const { accountId, assetId, filename: fileName, sizeBytes } = upload
        const detail = {
          accountId,
          assetId,
          fileName,
          sizeBytes,
          receivedBytes: (await receivedBytes(id)) ?? 0,
        }
        await recordAudit(tx, context, 'upload.expire', { type: 'upload', id, detail })
      }
      await deleteUpload(tx, id)
      return upload
    })
    if (!removed) continue
    await removeUploadFiles(id)
    if (removed.state === 'receiving') expired += 1
  }
  return expired
}

async function removeOrphanFiles(context: Context): Promise<number> {
  const old = (await listUploadFiles()).filter(
    ({ modifiedAt }) => modifiedAt < before(context, orphanAfterMs),
  )
  const ids = [...new Set(old.map(({ uploadId }) => uploadId))]
  const open = await findOpenUploadIds(database(), ids)
  const orphans = ids.filter((id) => !open.has(id))
  for (const id of orphans) await removeUploadFiles(id)
  return orphans.length
}

async function removeOrphanObjects(context: Context): Promise<number> {
  const limit = before(context, orphanAfterMs)
  let removed = await storage().sweepUnfinished(limit)
  for await (const keys of oldSourceKeys(limit)) {
    const named = await findNamedKeys(database(), keys)
    // A file that was taken in, and whose upload waits for that to be said.
    const open = await findOpenUploadIds(database(), keys.map(idOfKey))
    for (const key of keys) {
      if (named.has(key) || open.has(idOfKey(key))) continue
      await storage().delete(key)
      removed += 1
    }
  }
  return removed
}

/** Keys of sources that were stored before the limit, some hundreds at a time. */
async function* oldSourceKeys(limit: Date): AsyncGenerator<string[]> {
  let keys: string[] = []
  for await (const { key, modifiedAt } of storage().list(allSourcesPrefix)) {
    if (modifiedAt >= limit) continue
    keys.push(key)
    if (keys.length < KEYS_AT_ONCE) continue
    yield keys
    keys = []
  }
  if (keys.length > 0) yield keys
}

function idOfKey(key: string): string {
  return /([^/]+?)(?:\.[a-z0-9]+)?$/.exec(key)?.[1] ?? ''
}

function lastHeard(upload: UploadRow): Date {
  return upload.receivedAt ?? upload.createdAt
}

function before(context: Context, ms: number): Date {
  return new Date(context.now.getTime() - ms)
}
