import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAssetsOfEpisode } from './asset.repository.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { removeAsset } from './remove-asset.ts'

const schema = z.object({ episodeId: z.uuid() })

/**
 * Removes what was on its way to an episode or lesson that is no longer there: uploads, sources, versions and their
 * files; encodes stop.
 */
export async function removeEpisodeMedia(
  context: WritingContext,
  input: { episodeId: string },
): Promise<void> {
  authorizeMediaWrite(context)
  const { episodeId } = parseInput(schema, input)
  const assets = await writeOf(context)((tx) => findAssetsOfEpisode(tx, episodeId))
  for (const asset of assets) await removeAsset(context, asset)
}
