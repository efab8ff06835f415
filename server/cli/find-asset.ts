import { getPlayable, getTitleForAdmin } from '../domains/catalogue/index.ts'
import { listAssets } from '../domains/media/index.ts'
import type { Context } from '../platform/context/context.ts'
import { AppError } from '../platform/errors/app-error.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Gives the asset that an operator means by a title's id or address, or by the asset's own id; of a series or
 * course its first film. Throws one sentence where there is nothing to play.
 */
export async function findAssetToPlay(context: Context, id: string): Promise<string> {
  if (!uuid.test(id)) return (await orNothing(getPlayable({ slug: id }), id)).playable.assetId
  const title = await getTitleForAdmin(context, { titleId: id }).catch(nullWhenMissing)
  // Not a title: an asset's own id, which the link itself checks.
  if (!title) return id
  const episodes = title.seasons.flatMap((season) => season.episodes)
  const shown = title.film ?? episodes.find((episode) => episode.playable)?.playable
  if (shown) return shown.assetId
  // Published by media, and not yet taken over by the catalogue.
  const assets = await listAssets(context, { titleId: id })
  const ready = assets.find((asset) => asset.role === 'main' && asset.publishedVersionId !== null)
  if (!ready) throw nothingToPlay(id)
  return ready.id
}

async function orNothing<Value>(value: Promise<Value>, id: string): Promise<Value> {
  const found = await value.catch(nullWhenMissing)
  if (found === null) throw nothingToPlay(id)
  return found
}

function nullWhenMissing(error: unknown): null {
  if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input')) return null
  throw error
}

function nothingToPlay(id: string): AppError {
  return new AppError({
    kind: 'not-found',
    code: 'playable.not-found',
    message: `${id} has nothing to play: film list shows what there is.`,
  })
}
