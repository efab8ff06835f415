import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { reportProgress } from '../profiles/index.ts'
import { findWatchedThing } from './find-watched-thing.ts'
import { progressReportSchema, type ProgressReport } from './schemas.ts'

/**
 * Keeps how far a player came. What the asset belongs to and how long it is come from the catalogue, never from the
 * player. Says whether the report was kept; throws `playable.not-found`, `unauthenticated`.
 */
export async function recordProgress(context: Context, input: ProgressReport): Promise<{ kept: boolean }> {
  authorize(context, 'profile.own')
  const report = parseInput(progressReportSchema, input)
  return reportProgress(context, { ...report, ...(await findWatchedThing(report.assetId)) })
}
