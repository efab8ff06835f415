'use server'

import { action } from '#server/http/action.ts'
import { cancelJobRun, discardJobRun, replayJobRun } from '#server/platform/queues/index.ts'

export const cancelRunAction = action(async (context, { runId }: { runId: string }) => {
  await cancelJobRun(context, { runId })
})

export const replayRunAction = action(async (context, { runId }: { runId: string }) => {
  await replayJobRun(context, { runId })
})

export const discardRunAction = action(async (context, { runId }: { runId: string }) => {
  await discardJobRun(context, { runId })
})
