import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findAsset, findAssetsOfTitle, findVersionsOfAssets } from './asset.repository.ts'
import { assetNotFound } from './errors.ts'
import { authorizeMediaRead } from './policy.ts'
import { assetIdSchema, listAssetsSchema, type AssetDto } from './schemas.ts'
import { toAssetDto } from './version-dto.ts'

/** One thing to play with all its versions, newest first; throws `asset.not-found`. */
export async function getAsset(context: Context, input: { assetId: string }): Promise<AssetDto> {
  authorizeMediaRead(context)
  const { assetId } = parseInput(assetIdSchema, input)
  const asset = await findAsset(database(), assetId)
  if (!asset) throw assetNotFound(assetId)
  return toAssetDto(asset, await findVersionsOfAssets(database(), [assetId]))
}

/** Everything there is to play of a title (film, episodes, trailers), with versions, newest first. */
export async function listAssets(context: Context, input: { titleId: string }): Promise<AssetDto[]> {
  authorizeMediaRead(context)
  const { titleId } = parseInput(listAssetsSchema, input)
  const assets = await findAssetsOfTitle(database(), titleId)
  const ids = assets.map((asset) => asset.id)
  const versions = await findVersionsOfAssets(database(), ids)
  return assets.map((asset) => toAssetDto(asset, versions))
}
