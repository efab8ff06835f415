import type { Context } from '../../platform/context/context.ts'
import { requireSystem } from './policy.ts'
import { deleteUsedTokens } from './refresh-token.repository.ts'
import { deleteOldSessions } from './session.repository.ts'

const keptMs = 90 * 24 * 60 * 60 * 1000

/**
 * Removes sessions that ended or expired more than 90 days ago, but for each account's last (without any, the next
 * sign-in would pass for its first and be told to nobody), and refresh tokens used as long ago. Gives how many.
 */
export async function sweepSessions(context: Context): Promise<{ sessions: number; tokens: number }> {
  requireSystem(context)
  const before = new Date(context.now.getTime() - keptMs)
  return { sessions: await deleteOldSessions(before), tokens: await deleteUsedTokens(before) }
}
