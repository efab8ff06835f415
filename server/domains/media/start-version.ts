import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAsset, findSource } from './asset.repository.ts'
import { assetNotFound, versionNotFound } from './errors.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { versionIdSchema, type AssetTarget } from './schemas.ts'
import { versionPrefix } from './storage-keys.ts'
import { lockVersion, updateVersion } from './version.repository.ts'

export type StartedVersion = {
  versionId: string
  assetId: string
  target: AssetTarget
  source: { id: string; storageKey: string; fileName: string }
  /** The version's folder in storage; each attempt writes to one of its own below. */
  prefix: string
}

/**
 * Marks a version as being encoded and gives what the encoder needs; null when there is nothing to do any more
 * (published, superseded or cancelled meanwhile). A failed version may be started again.
 */
export async function startVersion(
  context: WritingContext & { runId?: string },
  input: { versionId: string },
): Promise<StartedVersion | null> {
  const { versionId } = parseInput(versionIdSchema, input)
  authorizeMediaWrite(context)
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
    }
  })
}
