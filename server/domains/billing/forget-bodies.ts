import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { requireSystem } from './policy.ts'
import { emptyBodies } from './webhook-event.repository.ts'

const dayMs = 24 * 60 * 60 * 1000
const mostAtOnce = 1000

/**
 * Empties the bodies of the events that were done `WEBHOOK_BODY_DAYS` ago, and gives how many; the events stay with what
 * was read of them and their outcome. What waits, fails or could not be read keeps its body.
 */
export async function forgetBodies(context: Context, signal?: AbortSignal): Promise<{ emptied: number }> {
  requireSystem(context)
  const doneBefore = new Date(context.now.getTime() - env().WEBHOOK_BODY_DAYS * dayMs)
  let emptied = 0
  for (let last = mostAtOnce; last === mostAtOnce; emptied += last) {
    signal?.throwIfAborted()
    last = await emptyBodies(doneBefore, mostAtOnce)
  }
  return { emptied }
}
