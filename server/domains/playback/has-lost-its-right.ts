import type { Context } from '../../platform/context/context.ts'
import { may } from '../../platform/authorize/authorize.ts'
import { getPlayable } from '../catalogue/index.ts'
import { findRight, recallRight } from '../entitlements/index.ts'
import type { PlayableTargetDto } from '../catalogue/schemas.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { windowReason } from './check-availability.ts'
import { rightWanted } from './check-may-watch.ts'
import { allowsMore } from './limit-manifest.ts'
import type { PlaybackSessionRow } from './playback-session.repository.ts'

/**
 * Tells whether what plays may not be played any more: its right has ended, was taken
 * back or allows less, the film is gone, or its
 * title was taken down or has left its window. Staff, for whom titles are there before and after, only a person's own
 * heartbeat can tell: a job that looks knows no roles and leaves what is shown alone.
 */
export async function hasLostItsRight(context: Context, row: PlaybackSessionRow): Promise<boolean> {
  const { actor, now } = context
  if (actor.kind === 'account' && may(actor, 'title.read-draft')) return false
  const target = await findTarget(row.assetId)
  if (!target) return true
  const { published, availability } = target
  const isShown = published && windowReason(availability, now) === null
  if (actor.kind === 'account' && !isShown) return true
  if (!availability.needsRight) return false
  // A job comes because a right was taken back, maybe before this process has heard of it; a heartbeat comes again.
  const find = actor.kind === 'account' ? recallRight : findRight
  const right = await find(context, { accountId: row.accountId, ...rightWanted(target) })
  // Its addresses open what the right allowed when it began.
  return !right || allowsMore(row.maxHeight, right.maxHeight)
}

/** Null for a film that was taken away. */
async function findTarget(assetId: string): Promise<PlayableTargetDto | null> {
  try {
    return await getPlayable({ assetId })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}
