import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { isOpen } from '../../platform/queues/schemas.ts'
import { findEncodeRuns } from './encode-runs.ts'
import { authorizeMediaRead } from './policy.ts'
import { findUnfinished } from './version.repository.ts'

const schema = z.object({ versionIds: z.array(z.uuid()).max(10_000) })

/** Gives those of the versions that are still being made, or may be: what a worker keeps of the others can go. */
export async function listUnfinished(context: Context, input: z.input<typeof schema>): Promise<string[]> {
  authorizeMediaRead(context)
  const { versionIds } = parseInput(schema, input)
  const unfinished = await findUnfinished(database(), versionIds)
  const runs = await findEncodeRuns(versionIds)
  return versionIds.filter((id) => unfinished.has(id) || isOpen(runs.get(id)?.state ?? 'completed'))
}
