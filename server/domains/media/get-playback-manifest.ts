import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findAsset, withRenditions } from './asset.repository.ts'
import { assetNotFound } from './errors.ts'
import { assetIdSchema, type PlaybackManifestDto } from './schemas.ts'
import { toPlaybackManifest } from './version-dto.ts'
import { findVersion } from './version.repository.ts'

/** What a player needs of an asset's published version; paths lie below `storagePrefix`. Throws `asset.not-found`. */
export async function getPlaybackManifest(
  context: Context,
  input: { assetId: string },
): Promise<PlaybackManifestDto> {
  const { assetId } = parseInput(assetIdSchema, input)
  authorize(context, 'playback.start')
  const asset = await findAsset(database(), assetId)
  const version = asset?.currentVersionId ? await findVersion(database(), asset.currentVersionId) : null
  if (!asset || !version) throw assetNotFound(assetId)
  const [withAll] = await withRenditions(database(), [version])
  const manifest = toPlaybackManifest(asset, version, withAll?.renditions ?? [])
  if (!manifest) throw assetNotFound(assetId)
  return manifest
}
