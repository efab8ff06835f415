import type { Context } from '../../platform/context/context.ts'
import { ownProfile } from './own-profile.ts'
import { toPositionDto } from './position-dto.ts'
import type { PositionDto } from './schemas.ts'
import { findNewestPositions } from './find-positions.ts'

const most = 200

/**
 * Gives the newest position in each title the profile watched lately and did not take off Continue Watching, newest
 * first. A finished one is among them: whoever knows the episodes decides what follows.
 */
export async function listWatching(context: Context): Promise<PositionDto[]> {
  const { profileId } = await ownProfile(context)
  const newest = new Map<string, PositionDto>()
  for (const document of await findNewestPositions(profileId, most)) {
    if (document.removedAt !== null || newest.has(document.titleId)) continue
    newest.set(document.titleId, toPositionDto(document))
  }
  return [...newest.values()]
}
