import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findCurrentRungs } from './asset.repository.ts'
import { authorizeMediaRead } from './policy.ts'
import { titleIdsSchema } from './schemas.ts'

/**
 * The names of the rungs ("720p") that were made of each title's films as they are shown now, the lowest first;
 * a title that has no film yet is absent. Of a series a rung counts as soon as one episode has it.
 */
export async function listMadeRungs(
  context: Context,
  input: { titleIds: string[] },
): Promise<Map<string, string[]>> {
  authorizeMediaRead(context)
  const { titleIds } = parseInput(titleIdsSchema, input)
  const made = new Map<string, string[]>()
  for (const { titleId, name } of await findCurrentRungs(database(), titleIds))
    made.set(titleId, [...(made.get(titleId) ?? []), name])
  for (const names of made.values()) names.sort((one, other) => parseInt(one, 10) - parseInt(other, 10))
  return made
}
