import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { deleteAsset, findAssetsOfTitle, findVersionsOfAssets } from './asset.repository.ts'
import { cancelEncode } from './cancel-encode.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'

const schema = z.object({ titleId: z.uuid() })

/** Removes everything there is to play of a deleted title: sources, versions and their files; encodes stop. */
export async function removeTitleMedia(context: WritingContext, input: { titleId: string }): Promise<void> {
  const { titleId } = parseInput(schema, input)
  authorizeMediaWrite(context)
  const assets = await writeOf(context)((tx) => findAssetsOfTitle(tx, titleId))
  for (const { id } of assets) {
    for (const { version } of await findVersionsOfAssets(database(), [id])) {
      if (version.state === 'waiting' || version.state === 'encoding')
        await cancelEncode(context, { versionId: version.id })
    }
    await storage().deletePrefix(`media/${id}/`)
    await storage().deletePrefix(`sources/${id}/`)
    // Last, so that a failure before it is found again by the next try.
    await writeOf(context)((tx) => deleteAsset(tx, id))
  }
}
