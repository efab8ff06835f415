import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { replaceArtwork } from './artwork.repository.ts'
import { changeTitle } from './change-title.ts'
import { cleanArtworkSoon } from './clean-artwork.ts'
import { titleNotFound } from './errors.ts'
import { refuseSmallArtwork, renderArtwork } from './render-artwork.ts'
import { setArtworkSchema, type ArtworkDto, type SetArtworkInput } from './schemas.ts'
import { findTitle } from './title.repository.ts'

/**
 * Gives the title this poster, still or lettering, in all widths a page needs. A poster is cut to 2:3, a still
 * to 16:9, around what draws the eye. Throws `artwork.unreadable` or `artwork.too-small`.
 */
export async function setArtwork(context: Context, input: SetArtworkInput): Promise<ArtworkDto> {
  authorize(context, 'title.write')
  const { titleId, kind, bytes } = parseInput(setArtworkSchema, input)
  if (!(await findTitle(database(), titleId))) throw titleNotFound(titleId)
  await refuseSmallArtwork(kind, bytes)
  const picture = await renderArtwork(titleId, kind, bytes)
  return changeTitle(context, { titleId, action: 'title.set-artwork' }, async (tx) => {
    const row = { titleId, kind, origin: 'chosen', ...picture, createdAt: context.now } as const
    if (await replaceArtwork(tx, row)) await cleanArtworkSoon(tx, context, titleId)
    return { detail: { kind }, result: () => Promise.resolve(picture) }
  })
}
