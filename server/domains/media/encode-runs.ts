import type { JobRunRow } from '../../platform/queues/job-run-dto.ts'
import { findLatestRuns } from '../../platform/queues/job-run.repository.ts'
import type { Queryable } from '../../platform/postgres/postgres.ts'
import { encodeTitleJob } from './jobs.ts'

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
