import { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findAsset, withRenditions, type AssetRow, type VersionRow } from './asset.repository.ts'
import { assetNotFound } from './errors.ts'
import { assetIdSchema, type PlaybackManifestDto } from './schemas.ts'
import { toPlaybackManifest } from './version-dto.ts'
import { findVersion } from './version.repository.ts'

const schema = assetIdSchema.extend({ versionId: z.uuid().optional() })

/**
 * What a player needs of an asset's published version, or of an earlier one that it plays already and whose files are
 * still kept; paths lie below `storagePrefix`. Throws `asset.not-found`.
 */
export async function getPlaybackManifest(
  context: Context,
  input: z.input<typeof schema>,
): Promise<PlaybackManifestDto> {
  authorize(context, 'playback.start')
  const { assetId, versionId } = parseInput(schema, input)
  const asset = await findAsset(database(), assetId)
  const version = asset && ((await findKept(asset, versionId)) ?? (await findCurrent(asset)))
  if (!asset || !version) throw assetNotFound(assetId)
  const [withAll] = await withRenditions(database(), [version])
  const manifest = toPlaybackManifest(asset, version, withAll?.renditions ?? [])
  if (!manifest) throw assetNotFound(assetId)
  return manifest
}

async function findCurrent({ currentVersionId }: AssetRow): Promise<VersionRow | null> {
  return currentVersionId === null ? null : findVersion(database(), currentVersionId)
}

async function findKept(asset: AssetRow, versionId: string | undefined): Promise<VersionRow | null> {
  if (versionId === undefined || versionId === asset.currentVersionId) return null
  const version = await findVersion(database(), versionId)
  const isKept = version?.assetId === asset.id && version.state === 'superseded' && version.hlsPath !== null
  return isKept ? version : null
}
