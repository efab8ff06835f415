import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { withRenditions } from './asset.repository.ts'
import { toEncodeDto } from './encode-dto.ts'
import { versionNotFound } from './errors.ts'
import { authorizeMediaRead } from './policy.ts'
import {
  listEncodesSchema,
  versionIdSchema,
  type EncodeProgressDto,
  type ListEncodesInput,
} from './schemas.ts'
import { findEncodes, findLatestRuns, findQueuedRunIds, type EncodeRow } from './version.repository.ts'

/** Encodes with how far each is, newest first; percent runs from 0 to 100 over all stages. */
export async function listEncodes(
  context: Context,
  input: ListEncodesInput = {},
): Promise<EncodeProgressDto[]> {
  const { titleId, openOnly, limit } = parseInput(listEncodesSchema, input)
  authorizeMediaRead(context)
  const states = openOnly ? (['waiting', 'encoding'] as const) : undefined
  return describe(await findEncodes(database(), { titleId, states, limit }))
}

/** How the encode of one version stands; throws `version.not-found`. */
export async function getEncode(context: Context, input: { versionId: string }): Promise<EncodeProgressDto> {
  const { versionId } = parseInput(versionIdSchema, input)
  authorizeMediaRead(context)
  const [encode] = await describe(await findEncodes(database(), { versionId, limit: 1 }))
  if (!encode) throw versionNotFound(versionId)
  return encode
}

async function describe(rows: EncodeRow[]): Promise<EncodeProgressDto[]> {
  const db = database()
  const versions = rows.map((row) => row.version)
  const ids = versions.map((version) => version.id)
  const [runs, queued, withRungs] = await Promise.all([
    findLatestRuns(db, ids),
    findQueuedRunIds(db),
    withRenditions(db, versions),
  ])
  return rows.map((row, index) =>
    toEncodeDto(row, runs.get(row.version.id), withRungs[index]?.renditions ?? [], queued),
  )
}
