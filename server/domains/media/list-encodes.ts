import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findPositions } from '../../platform/queues/job-run.repository.ts'
import { withRenditions } from './asset.repository.ts'
import { toEncodeDto } from './encode-dto.ts'
import { findEncodeRuns } from './encode-runs.ts'
import { versionNotFound } from './errors.ts'
import { authorizeMediaRead } from './policy.ts'
import {
  listEncodesSchema,
  versionIdSchema,
  type EncodeProgressDto,
  type ListEncodesInput,
} from './schemas.ts'
import { findEncodes, type EncodeRow } from './version.repository.ts'

/** Encodes with how far each is, newest first; percent runs from 0 to 100 over all stages. */
export async function listEncodes(
  context: Context,
  input: ListEncodesInput = {},
): Promise<EncodeProgressDto[]> {
  authorizeMediaRead(context)
  const { titleId, openOnly, limit } = parseInput(listEncodesSchema, input)
  const states = openOnly ? (['waiting', 'encoding'] as const) : undefined
  return describe(await findEncodes(database(), { titleId, states, limit }))
}

/** How the encode of one version stands; throws `version.not-found`. */
export async function getEncode(context: Context, input: { versionId: string }): Promise<EncodeProgressDto> {
  authorizeMediaRead(context)
  const { versionId } = parseInput(versionIdSchema, input)
  const [encode] = await describe(await findEncodes(database(), { versionId, limit: 1 }))
  if (!encode) throw versionNotFound(versionId)
  return encode
}

async function describe(rows: EncodeRow[]): Promise<EncodeProgressDto[]> {
  const versions = rows.map((row) => row.version)
  const [runs, withRungs] = await Promise.all([
    findEncodeRuns(versions.map((version) => version.id)),
    withRenditions(database(), versions),
  ])
  const positions = await findPositions([...runs.values()].map((run) => run.id))
  return rows.map((row, index) => {
    const run = runs.get(row.version.id)
    const position = run ? (positions.get(run.id) ?? null) : null
    return toEncodeDto(row, run, withRungs[index]?.renditions ?? [], position)
  })
}
