import type { z } from 'zod'
import { authorize } from '../authorize/authorize.ts'
import type { Context } from '../context/context.ts'
import { parseInput } from '../errors/parse-input.ts'
import { countSlots } from './get-queue-overview.ts'
import type { JobRunRow } from './job-run-dto.ts'
import {
  findActiveRuns,
  findMeanSeconds,
  findPositions,
  findRunsAhead,
  getRun,
} from './job-run.repository.ts'
import { jobProgressSchema, jobRunIdSchema, type JobEstimate } from './schemas.ts'
import { listWorkers } from './worker-presence.ts'

/** Gives a queued run's place in its queue, 1 is next, and null when it does not wait there. */
export async function queuePosition(runId: string): Promise<number | null> {
  return (await findPositions([runId])).get(runId) ?? null
}

/** Gives a run's place and how many seconds until a worker will take it, as far as earlier runs tell. */
export async function estimateJobRun(
  context: Context,
  input: z.input<typeof jobRunIdSchema>,
): Promise<JobEstimate> {
  authorize(context, 'job.read')
  const { runId } = parseInput(jobRunIdSchema, input)
  const run = await getRun(runId)
  const position = await queuePosition(runId)
  if (position === null) return { position, startsInSeconds: run.state === 'active' ? 0 : null }
  const [workers, active, ahead, means] = await Promise.all([
    listWorkers(),
    findActiveRuns(),
    findRunsAhead(run),
    findMeanSeconds(run.queue),
  ])
  const lefts = active
    .filter((each) => each.queue === run.queue)
    .map((each) => secondsLeft(each, means, context.now))
  const needs = ahead.map((each) => means.get(each.name) ?? null)
  return { position, startsInSeconds: secondsUntilSlot(countSlots(workers, run.queue), lefts, needs) }
}

/**
 * Gives the seconds until one of the slots is free, when `lefts` are the seconds each busy slot still needs
 * and `needs` the lengths of the runs ahead; null when there is no slot or one of them is unknown.
 */
export function secondsUntilSlot(
  slots: number,
  lefts: (number | null)[],
  needs: (number | null)[],
): number | null {
  if (slots === 0 || [...lefts, ...needs].includes(null)) return null
  const freeAt = lefts.map((left) => left ?? 0)
  while (freeAt.length < slots) freeAt.push(0)
  for (const need of needs) {
    const soonest = freeAt.indexOf(Math.min(...freeAt))
    freeAt[soonest] = (freeAt[soonest] ?? 0) + (need ?? 0)
  }
  return Math.round(Math.min(...freeAt))
}

function secondsLeft(run: JobRunRow, means: Map<string, number>, now: Date): number | null {
  const progress = jobProgressSchema.safeParse(run.progress)
  if (progress.success && typeof progress.data.etaSeconds === 'number') return progress.data.etaSeconds
  const mean = means.get(run.name)
  if (mean === undefined || !run.startedAt) return null
  return Math.max(0, mean - (now.getTime() - run.startedAt.getTime()) / 1000)
}
