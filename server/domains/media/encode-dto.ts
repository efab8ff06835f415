import { z } from 'zod'
import type { JobRunRow } from '../../platform/queues/job-run-dto.ts'
import { isOpen } from '../../platform/queues/schemas.ts'
import type { RenditionRow } from './asset.repository.ts'
import {
  chunkCountsSchema,
  encodeStageSchema,
  type EncodeProgressDto,
  type EncodeState,
  type FailureDto,
} from './schemas.ts'
import { failureOf } from './errors.ts'
import { readFailure, toFailureDto } from './failure-dto.ts'
import type { EncodeRow } from './version.repository.ts'

/** What the encode job reports beside the job core's own fields. */
export const encodeProgressSchema = z.object({
  stage: encodeStageSchema.nullable().catch(null),
  percent: z.number().catch(0),
  fps: z.number().nullable().catch(null),
  etaSeconds: z.number().nullable().catch(null),
  chunks: chunkCountsSchema.nullable().catch(null),
})

/** How an encode stands, from its version, its latest run and its rungs. */
export function toEncodeDto(
  row: EncodeRow,
  run: JobRunRow | undefined,
  renditions: readonly RenditionRow[],
  queuePosition: number | null,
): EncodeProgressDto {
  const { version, asset, source } = row
  const progress = encodeProgressSchema.parse(run?.progress ?? {})
  // Its chunks are done and it waits for a moment to go on: that is no longer the line.
  const isWoken = run?.state === 'queued' && progress.chunks !== null
  const state = encodeState(version.state, isWoken ? 'active' : run?.state)
  const running = state === 'running'
  return {
    jobId: run?.id ?? version.jobRunId,
    assetId: asset.id,
    versionId: version.id,
    titleId: asset.titleId,
    episodeId: asset.episodeId,
    role: asset.role,
    sourceName: source.filename,
    state,
    stage: running || state === 'failed' ? progress.stage : null,
    percent: state === 'succeeded' ? 100 : state === 'queued' ? 0 : progress.percent,
    fps: running ? progress.fps : null,
    etaSeconds: running ? progress.etaSeconds : null,
    chunks: running && run?.state === 'parked' ? progress.chunks : null,
    queuePosition: state === 'queued' ? queuePosition : null,
    rungs: renditions.map(({ name, height, state: rungState }) => ({ name, height, state: rungState })),
    error: state === 'failed' ? (readFailure(version.error) ?? readRunFailure(run)) : null,
    createdAt: version.createdAt.toISOString(),
    updatedAt: (
      run?.progressedAt ??
      run?.finishedAt ??
      version.publishedAt ??
      version.createdAt
    ).toISOString(),
  }
}

// A worker that died told its version nothing.
function readRunFailure(run: JobRunRow | undefined): FailureDto | null {
  return run?.error ? toFailureDto(failureOf(run.error)) : null
}

function encodeState(
  version: EncodeRow['version']['state'],
  run: JobRunRow['state'] | undefined,
): EncodeState {
  switch (version) {
    case 'published':
    case 'superseded':
      return 'succeeded'
    case 'cancelled':
      return 'cancelled'
    case 'failed':
      // Replayed from the dead letters, it is on its way again.
      return run === undefined || !isOpen(run) ? 'failed' : stateOfRun(run)
    case 'waiting':
    case 'encoding':
      return stateOfRun(run)
  }
}

// The run knows first: a worker that died tells its version nothing.
function stateOfRun(run: JobRunRow['state'] | undefined): EncodeState {
  switch (run) {
    case undefined:
    case 'queued':
    case 'retrying':
      return 'queued'
    case 'active':
    case 'parked':
    case 'completed':
      return 'running'
    case 'cancelled':
      return 'cancelled'
    case 'dead':
    case 'discarded':
      return 'failed'
  }
}
