import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { flushProfile } from './flush-progress.ts'
import { findHistory } from './history.repository.ts'
import { ownProfile } from './own-profile.ts'
import { toPositionDto } from './position-dto.ts'
import { listHistorySchema, type ListHistoryInput, type PositionDto } from './schemas.ts'

/** Gives everything the profile watched, newest first, at most 60 (or `limit`) older than `before`. */
export async function listHistory(context: Context, input: ListHistoryInput = {}): Promise<PositionDto[]> {
  const { profileId } = await ownProfile(context)
  const { before, limit } = parseInput(listHistorySchema, input)
  // What is pending would stand on two pages, as it was and as it is.
  await flushProfile(profileId)
  const found = await findHistory(profileId, { before: before ? new Date(before) : null, limit })
  return found.map(toPositionDto)
}
