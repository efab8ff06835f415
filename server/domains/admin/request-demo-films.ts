import { z } from 'zod'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { makeDemoFilmJob } from './jobs.ts'

const requestDemoFilmsSchema = z.object({ films: z.array(makeDemoFilmJob.schema).max(500) })
export type RequestDemoFilmsInput = z.input<typeof requestDemoFilmsSchema>

/**
 * Has the worker make these films of the demo, the first one first. All come behind any encode that waits, so that
 * each film is encoded before the next is made and an admin's upload never waits for the demo.
 */
export async function requestDemoFilms(context: Context, input: RequestDemoFilmsInput): Promise<void> {
  authorize(context, 'title.write')
  const { films } = parseInput(requestDemoFilmsSchema, input)
  await inTransaction(async (tx) => {
    for (const [index, film] of films.entries()) {
      await enqueue(tx, context, makeDemoFilmJob, film, {
        dedupeKey: film.film,
        subject: { type: 'title', id: film.titleId },
        priority: -1 - index,
      })
    }
    const subject = { type: 'demo', id: 'films', detail: { films: films.length } }
    await recordAudit(tx, context, 'demo.request-films', subject)
  })
}
