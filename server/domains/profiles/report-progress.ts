import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { isFinished, nearZeroMs } from './resume-rules.ts'
import { reportProgressSchema, type ReportProgress } from './schemas.ts'
import { keepReport } from './watching.repository.ts'

/**
 * Keeps how far the profile came, in milliseconds, unless a newer report is kept already or this one stands in the
 * first five seconds; says whether it was kept. The caller vouches that asset, title and duration belong together.
 */
export async function reportProgress(context: Context, input: ReportProgress): Promise<{ kept: boolean }> {
  const { ageMs, ...report } = parseInput(reportProgressSchema, input)
  const owner = await ownProfile(context)
  const positionMs = Math.min(report.positionMs, report.durationMs)
  if (positionMs < nearZeroMs) return { kept: false }
  const kept = await keepReport(owner, {
    ...report,
    positionMs,
    finished: isFinished({ positionMs, durationMs: report.durationMs }),
    watchedAt: new Date(context.now.getTime() - ageMs),
  })
  return { kept }
}
