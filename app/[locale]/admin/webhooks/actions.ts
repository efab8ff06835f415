'use server'

import { getEvent, replayEvent } from '#server/domains/billing/index.ts'
import { action } from '#server/http/action.ts'

export const replayEventAction = action(async (context, input: { id: string }) => {
  await replayEvent(context, input)
})

export const readEventAction = action((context, input: { id: string }) => getEvent(context, input))
