import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { artworkOf } from './artwork.repository.ts'
import { titleNotDraft, titleNotFound } from './errors.ts'
import { titleDeletedEvent } from './events.ts'
import { cleanArtworkSoon } from './clean-artwork.ts'
import { titleIdSchema } from './schemas.ts'
import { lockTitle, removeTitle } from './title.repository.ts'

/** Removes a draft with its episodes, credits and pictures; a published title is refused with `title.not-draft`. */
export async function deleteTitle(context: Context, input: { titleId: string }): Promise<void> {
  authorize(context, 'title.write')
  const { titleId } = parseInput(titleIdSchema, input)
  await inTransaction(async (tx) => {
    const title = await lockTitle(tx, titleId)
    if (!title) throw titleNotFound(titleId)
    if (title.status !== 'draft') throw titleNotDraft()
    const pictures = await artworkOf(tx, [titleId])
    await removeTitle(tx, titleId)
    if (pictures.length > 0) await cleanArtworkSoon(tx, context, titleId)
    await recordEvent(tx, context, titleDeletedEvent, { titleId, slug: title.slug })
    await recordAudit(tx, context, 'title.delete', {
      type: 'title',
      id: titleId,
      detail: { slug: title.slug },
    })
  })
}
