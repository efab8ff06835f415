import type { Ladder, MediaProbe } from '../../platform/media-tools/port.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { findAsset, findSource, type SourceRow, type VersionRow } from './asset.repository.ts'
import { findChunks, type ChunkRow } from './encode-chunk.repository.ts'
import { assetNotFound, versionNotFound } from './errors.ts'
import type { FittedRungs } from './fit-ladder.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { versionIdSchema, type AssetTarget, type LeftOutRung } from './schemas.ts'
import { versionPrefix } from './storage-keys.ts'
import { findVersion, lockVersion, updateVersion } from './version.repository.ts'

export type StartedVersion = {
  versionId: string
  assetId: string
  target: AssetTarget
  source: { id: string; storageKey: string; fileName: string }
  /** The version's folder in storage; each attempt writes to one of its own below. */
  prefix: string
  /** The published version whose picture and sound it takes over, with what was planned of it; null to encode anew. */
  tracksFrom: { prefix: string; plan: Ladder; leftOut: LeftOutRung[] } | null
  /** The chunks it is made in, with what was planned of it; null while it is not cut. */
  chunks: { probe: MediaProbe; plan: Ladder; rows: ChunkRow[] } | null
  /** The rungs that an earlier attempt chose, so that every attempt makes the same; null before the first has. */
  chosen: FittedRungs | null
}

/**
 * Marks a version as being encoded and gives what the encoder needs; null when there is nothing to do any more
 * (published, superseded or cancelled meanwhile). A failed version may be started again.
 */
export async function startVersion(
  context: WritingContext & { runId?: string },
  input: { versionId: string },
): Promise<StartedVersion | null> {
  authorizeMediaWrite(context)
  const { versionId } = parseInput(versionIdSchema, input)
  return writeOf(context)(async (tx) => {
    const version = await lockVersion(tx, versionId)
    if (!version) throw versionNotFound(versionId)
    if (['published', 'superseded', 'cancelled'].includes(version.state)) return null
    const asset = await findAsset(tx, version.assetId)
    const source = await findSource(tx, version.sourceId)
    if (!asset || !source) throw assetNotFound(version.assetId)
    await updateVersion(tx, versionId, { state: 'encoding', error: null, jobRunId: context.runId ?? null })
    return {
      versionId,
      assetId: asset.id,
      target: { titleId: asset.titleId, episodeId: asset.episodeId, role: asset.role },
      source: { id: source.id, storageKey: source.storageKey, fileName: source.filename },
      prefix: versionPrefix(asset.id, versionId),
      tracksFrom: await findTracks(tx, version),
      chunks: await findCut(tx, version, source),
      chosen: chosenRungs(version),
    }
  })
}

async function findCut(
  tx: Transaction,
  version: VersionRow,
  source: SourceRow,
): Promise<StartedVersion['chunks']> {
  const rows = await findChunks(tx, version.id)
  if (rows.length === 0 || !source.probe || !version.plan) return null
  // Only probeSource, recordPlan and shareOutVersion write them.
  return { probe: source.probe as MediaProbe, plan: version.plan as Ladder, rows }
}

// Only recordPlan, shareOutVersion and publishVersion write plans.
function chosenRungs({ plan, leftOut }: VersionRow): FittedRungs | null {
  return plan ? { rungs: (plan as Ladder).rungs, leftOut } : null
}

/** Only what is still published is sure to have its files. */
async function findTracks(tx: Transaction, version: VersionRow): Promise<StartedVersion['tracksFrom']> {
  const from = version.tracksFrom && (await findVersion(tx, version.tracksFrom))
  if (!from || from.state !== 'published' || from.sourceId !== version.sourceId || !from.plan) return null
  return { prefix: from.storagePrefix, plan: from.plan as Ladder, leftOut: from.leftOut }
}
