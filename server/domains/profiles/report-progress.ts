import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { acceptReport } from './pending-progress.ts'
import { isFinished, nearZeroMs } from './resume-rules.ts'
import { reportProgressSchema, type ReportProgress } from './schemas.ts'
import { isNewest, type Report } from './watching.repository.ts'

/**
 * A player reports each five seconds: a profile added or given a PIN meanwhile need not change whose film that is, and
 * one that was deleted is no session's choice any more.
 */
const householdBelievedMs = 60_000

/**
 * Keeps how far the profile came, in milliseconds, unless a newer report is kept already or this one stands in the
 * first five seconds; says whether it was kept. It stands in the write-back cache at once and in the documents within a
 * minute and a quarter, after a stop within a second. The caller vouches that asset, title and duration belong together.
 */
export async function reportProgress(context: Context, input: ReportProgress): Promise<{ kept: boolean }> {
  const owner = await ownProfile(context, householdBelievedMs)
  const { ageMs, stopped, ...report } = parseInput(reportProgressSchema, input)
  const positionMs = Math.min(report.positionMs, report.durationMs)
  if (positionMs < nearZeroMs) return { kept: false }
  const taken: Report = {
    ...report,
    positionMs,
    finished: isFinished({ positionMs, durationMs: report.durationMs }),
    watchedAt: new Date(context.now.getTime() - ageMs),
  }
  const how = { stopped: stopped || taken.finished, now: context.now }
  let accepted = await acceptReport(owner, taken, { ...how, compared: false })
  if (accepted === 'unknown') {
    if (!(await isNewest(owner.profileId, taken))) return { kept: false }
    accepted = await acceptReport(owner, taken, { ...how, compared: true })
  }
  return { kept: accepted === 'kept' }
}
