import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { refreshPagesJob } from './jobs.ts'
import type { TitleRow } from './title.repository.ts'

/**
 * Has cached pages read anew at the very moments a title's publishing window opens and closes. A moment that was
 * changed since costs one refresh more.
 */
export async function refreshAtWindow(tx: Transaction, context: Context, title: TitleRow): Promise<void> {
  const moments = [title.availableFrom, title.availableUntil]
  for (const moment of moments) {
    if (moment === null || moment <= context.now) continue
    await enqueue(
      tx,
      context,
      refreshPagesJob,
      { slugs: [title.slug] },
      {
        subject: { type: 'title', id: title.id },
        dedupeKey: `window:${title.id}:${moment.toISOString()}`,
        delayMs: moment.getTime() - context.now.getTime(),
      },
    )
  }
}
