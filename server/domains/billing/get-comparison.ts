import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { requireSystem } from './policy.ts'
import { findRun } from './reconciliation.repository.ts'
import { comparisonSchema, type Comparison } from './reconciliation.schemas.ts'

const runIdSchema = z.object({ runId: z.uuid() })

/** Gives what a run that compares the books kept last, perhaps at an earlier try; null where it has kept nothing. */
export async function getComparison(
  context: Context,
  input: z.input<typeof runIdSchema>,
): Promise<Comparison | null> {
  requireSystem(context)
  const run = await findRun(parseInput(runIdSchema, input).runId)
  return comparisonSchema.safeParse(run?.progress).data ?? null
}
