import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, type Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { storage } from '../../platform/storage/index.ts'
import { artworkOf } from './artwork.repository.ts'
import { cleanArtworkJob } from './jobs.ts'
import { artworkPrefix } from './render-artwork.ts'
import { titleIdSchema } from './schemas.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A picture is put into storage shortly before its row is written; a fresh file is not yet an orphan. */
const freshMs = 60 * 60 * 1000

/** Has the title's unused pictures removed a day from now, when no cached page names them any more. */
export async function cleanArtworkSoon(tx: Transaction, context: Context, titleId: string): Promise<void> {
  await enqueue(tx, context, cleanArtworkJob, { titleId }, { delayMs: dayMs })
}

/** Removes the files of a title's pictures that nothing refers to any more and gives their number. */
export async function cleanArtwork(context: Context, input: { titleId: string }): Promise<number> {
  authorize(context, 'title.write')
  const { titleId } = parseInput(titleIdSchema, input)
  const rows = await artworkOf(database(), [titleId])
  const used = new Set(rows.flatMap((row) => row.variants.map((variant) => variant.key)))
  let removed = 0
  for await (const file of storage().list(artworkPrefix(titleId))) {
    if (used.has(file.key) || context.now.getTime() - file.modifiedAt.getTime() < freshMs) continue
    await storage().delete(file.key)
    removed += 1
  }
  return removed
}
