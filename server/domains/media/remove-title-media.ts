import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAssetsOfTitle } from './asset.repository.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { removeAsset } from './remove-asset.ts'

const schema = z.object({ titleId: z.uuid() })

/** Removes everything there is to play of a deleted title: uploads, sources, versions and their files; encodes stop. */
export async function removeTitleMedia(context: WritingContext, input: { titleId: string }): Promise<void> {
  authorizeMediaWrite(context)
  const { titleId } = parseInput(schema, input)
  const assets = await writeOf(context)((tx) => findAssetsOfTitle(tx, titleId))
  for (const asset of assets) await removeAsset(context, asset)
}
