import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { storage } from '../../platform/storage/index.ts'
import { setArtwork } from '../catalogue/index.ts'
import { listAssets } from '../media/index.ts'
import { useFrameAsArtworkSchema, type UseFrameAsArtworkInput } from './schemas.ts'

/**
 * Makes a frame that the encode took from a film the title's poster or still. Throws `frame.not-found` when
 * no version of this title has that frame.
 */
export async function useFrameAsArtwork(context: Context, input: UseFrameAsArtworkInput): Promise<void> {
  authorize(context, 'title.write')
  const { titleId, kind, versionId, path } = parseInput(useFrameAsArtworkSchema, input)
  const assets = await listAssets(context, { titleId })
  const version = assets.flatMap((asset) => asset.versions).find((each) => each.id === versionId)
  const frame = version?.posters.find((poster) => poster.path === path)
  const object = version && frame ? await storage().get(`${version.storagePrefix}${frame.path}`) : null
  if (!object) throw notFound('frame', path)
  const bytes = new Uint8Array(await new Response(object.body).arrayBuffer())
  await setArtwork(context, { titleId, kind, bytes })
}
