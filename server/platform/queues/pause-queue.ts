import type { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import { authorize } from '../authorize/authorize.ts'
import { describeActor, type Context } from '../context/context.ts'
import { parseInput } from '../errors/parse-input.ts'
import { recordEvent } from '../outbox/record-event.ts'
import { inTransaction } from '../postgres/postgres.ts'
import { announceQueue } from './announce-run.ts'
import { wakeDispatchers } from './channels.ts'
import { queuePaused, queueResumed } from './events.ts'
import { deleteQueuePause, insertQueuePause } from './queue-pause.repository.ts'
import { queueInputSchema, type QueueStanding } from './schemas.ts'

/** Keeps workers from taking anything more from a queue; what they do now goes on. Pausing twice is no error. */
export async function pauseQueue(
  context: Context,
  input: z.input<typeof queueInputSchema>,
): Promise<QueueStanding> {
  authorize(context, 'job.manage')
  const { queue } = parseInput(queueInputSchema, input)
  await inTransaction(async (tx) => {
    const pausedBy = describeActor(context.actor)
    if (!(await insertQueuePause(tx, { queue, pausedBy, pausedAt: context.now }))) return
    await recordEvent(tx, context, queuePaused, { queue })
    await recordAudit(tx, context, 'queue.pause', { type: 'queue', id: queue })
  })
  return standAs({ queue, paused: true })
}

/** Lets workers take from a queue again, in the order its runs stand. Resuming what is not paused is no error. */
export async function resumeQueue(
  context: Context,
  input: z.input<typeof queueInputSchema>,
): Promise<QueueStanding> {
  authorize(context, 'job.manage')
  const { queue } = parseInput(queueInputSchema, input)
  await inTransaction(async (tx) => {
    if (!(await deleteQueuePause(tx, queue))) return
    await recordEvent(tx, context, queueResumed, { queue })
    await recordAudit(tx, context, 'queue.resume', { type: 'queue', id: queue })
    await wakeDispatchers(tx)
  })
  return standAs({ queue, paused: false })
}

async function standAs(standing: QueueStanding): Promise<QueueStanding> {
  await announceQueue(standing.queue)
  return standing
}
