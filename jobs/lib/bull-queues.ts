import { Queue } from 'bullmq'
import { log } from '#server/platform/log/log.ts'
import { queueNames, type QueueName } from '#server/platform/queues/define-job.ts'
import type { Redis } from 'ioredis'

/** Braces keep all keys of the queues on one node of a Redis Cluster. */
export const bullPrefix = '{marquee}'

/** What Redis carries of a run: everything else is read from PostgreSQL. */
export type Delivery = { runId: string; delivery: number }
/** What a dead-letter queue shows of a run beside its id. */
export type DeadLetter = { runId: string; name: string; error: { code: string; message: string } | null }

export type BullQueues = {
  live: Record<QueueName, Queue<Delivery>>
  dead: Record<QueueName, Queue<DeadLetter>>
  close: () => Promise<void>
}

/** The BullMQ id of a delivery: a new one each time, for a retained id makes `add` a silent no-op. */
export function deliveryId(delivered: Delivery): string {
  return `${delivered.runId}-${delivered.delivery}`
}

/** BullMQ takes low numbers first and 0 before all; ours are high first and around 0. */
export function bullPriority(priority: number): number {
  return Math.min(Math.max(1_000_000 - priority, 1), 2_097_151)
}

/** Opens every queue and its dead-letter queue over this connection, which the caller closes afterwards. */
export function openBullQueues(connection: Redis): BullQueues {
  const options = { connection, prefix: bullPrefix, skipMetasUpdate: false }
  const live = {} as BullQueues['live']
  const dead = {} as BullQueues['dead']
  for (const name of queueNames) {
    live[name] = new Queue(name, options)
    dead[name] = new Queue(`${name}-dead`, options)
  }
  const all = [...Object.values(live), ...Object.values(dead)]
  // The connection tells of its own failures; without a listener each queue would print them as well.
  for (const queue of all) queue.on('error', (error) => log().debug({ err: error }, 'queue failed'))
  return {
    live,
    dead,
    async close() {
      await Promise.all(all.map((queue) => queue.close()))
    },
  }
}
