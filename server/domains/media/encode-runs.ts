import type { JobRunRow } from '../../platform/queues/job-run-dto.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { findLatestRuns, lockRun } from '../../platform/queues/job-run.repository.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { VersionRow } from './asset.repository.ts'
import { encodeChunkJob, encodeTitleJob } from './jobs.ts'
import { lockVersion } from './version.repository.ts'

/** What an encode's run is about. */
export const versionSubject = (versionId: string) => ({ type: 'version', id: versionId })

/** Gives the latest encode run of each version, by version id. */
export function findEncodeRuns(
  versionIds: readonly string[],
  db?: Queryable,
): Promise<Map<string, JobRunRow>> {
  return findLatestRuns({ job: encodeTitleJob.name, subjectType: 'version' }, versionIds, db)
}

/** Gives the latest encode run of one version. */
export async function findEncodeRun(versionId: string, db?: Queryable): Promise<JobRunRow | undefined> {
  return (await findEncodeRuns([versionId], db)).get(versionId)
}

/** Tells whether a run of this job encodes a version, or a chunk of one. */
export function isEncodeRun(name: string): boolean {
  return name === encodeTitleJob.name || name === encodeChunkJob.name
}

/** Locks a version's encode run and then the version, in the order that every worker locks them. */
export async function lockEncode(
  tx: Transaction,
  versionId: string,
): Promise<{ run: JobRunRow | null; version: VersionRow | null }> {
  const latest = await findEncodeRun(versionId, tx)
  const run = latest ? await lockRun(tx, latest.id) : null
  return { run, version: await lockVersion(tx, versionId) }
}

/** For a cancel: a run that ended between the look and the cancel tells itself how. */
export function passWhenEnded(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'job-run.ended') throw error
}
