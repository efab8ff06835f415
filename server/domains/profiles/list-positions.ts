import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { toPositionDto } from './position-dto.ts'
import { listPositionsSchema, type PositionDto } from './schemas.ts'
import { findNewestPositions, findPositions } from './find-positions.ts'

const most = 200

/** Gives the profile's kept positions, newest first: of one title, or the newest 200 of all. */
export async function listPositions(
  context: Context,
  input: { titleId?: string } = {},
): Promise<PositionDto[]> {
  const { profileId } = await ownProfile(context)
  const { titleId } = parseInput(listPositionsSchema, input)
  const found = titleId ? await findPositions(profileId, titleId) : await findNewestPositions(profileId, most)
  return found.map(toPositionDto)
}
