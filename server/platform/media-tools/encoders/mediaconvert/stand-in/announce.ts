import type { Faults } from './faults.ts'
import type { StandInJob } from './jobs.ts'
import { describeEvent, sendEvent, type Destination, type EventStatus } from './send-event.ts'

/** Statuses of events that were delivered, with the callback's answers. */
export type Delivered = { status: EventStatus; answer: number | null }[]
export type Announce = (job: StandInJob, status: EventStatus) => Promise<void>

/** Gives what sends a job's events to the callback, as badly as the faults ask for. */
export function createAnnouncer(
  destination: Destination | undefined,
  faults: Faults,
  delivered: Delivered,
): Announce {
  const held = new Map<string, Record<string, unknown>[]>()

  async function deliver(status: EventStatus, event: Record<string, unknown>): Promise<void> {
    if (!destination) return
    for (let copies = faults.duplicateEvents ? 2 : 1; copies > 0; copies--)
      delivered.push({ status, answer: await sendEvent(destination, event) })
  }

  return async function announce(job, status) {
    const event = describeEvent(job, status)
    if (!faults.reverseEvents) return deliver(status, event)
    const waiting = [...(held.get(job.id) ?? []), event]
    held.set(job.id, waiting)
    if (!['COMPLETE', 'CANCELED', 'ERROR'].includes(status)) return
    held.delete(job.id)
    for (const each of waiting.toReversed())
      await deliver((each.detail as { status: EventStatus }).status, each)
  }
}
