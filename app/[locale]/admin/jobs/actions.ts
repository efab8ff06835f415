'use server'

import { cancelRun, replayRun } from '#server/domains/admin/index.ts'
import { action } from '#server/http/action.ts'
import { discardJobRun, pauseQueue, reprioritiseJobRun, resumeQueue } from '#server/platform/queues/index.ts'
import type { QueueStanding, RunMove } from '#server/platform/queues/schemas.ts'

export const cancelRunAction = action(async (context, { runId }: { runId: string }) => {
  await cancelRun(context, { runId })
})

export const replayRunAction = action(async (context, { runId }: { runId: string }) => {
  await replayRun(context, { runId })
})

export const discardRunAction = action(async (context, { runId }: { runId: string }) => {
  await discardJobRun(context, { runId })
})

export const moveRunAction = action(async (context, input: { runId: string; move: RunMove }) => {
  await reprioritiseJobRun(context, input)
})

type Queue = Pick<QueueStanding, 'queue'>

export const pauseQueueAction = action(async (context, { queue }: Queue) => {
  await pauseQueue(context, { queue })
})

export const resumeQueueAction = action(async (context, { queue }: Queue) => {
  await resumeQueue(context, { queue })
})
