import type { Context } from '../../platform/context/context.ts'
import { may } from '../../platform/authorize/authorize.ts'
import { getPlayable } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { PlaybackSessionRow } from './playback-session.repository.ts'

/** Tells whether what plays may not be played any more: its right has ended or was taken back, or the film is gone. */
export async function hasLostItsRight(context: Context, row: PlaybackSessionRow): Promise<boolean> {
  if (context.actor.kind === 'account' && may(context.actor, 'title.read-draft')) return false
  const right = await findRight(context, { accountId: row.accountId, titleId: row.titleId })
  if (right) return false
  return needsRight(row.assetId)
}

async function needsRight(assetId: string): Promise<boolean> {
  try {
    return (await getPlayable({ assetId })).availability.needsRight
  } catch (error) {
    // A film that was taken away is over by itself.
    if (error instanceof AppError && error.kind === 'not-found') return true
    throw error
  }
}
