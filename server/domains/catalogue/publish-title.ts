import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { artworkOf } from './artwork.repository.ts'
import { changeTitle } from './change-title.ts'
import { notPublishable } from './errors.ts'
import { titlePublishedEvent } from './events.ts'
import { publishBlockers } from './policy.ts'
import { titleIdSchema, type AdminTitleDto, type PublishBlocker } from './schemas.ts'
import type { TitleChanges, TitleRow } from './title.repository.ts'

/**
 * Shows the title to viewers; one already published stays as it is. Refused with `title.missing-rating`,
 * `title.rating-c` or `title.missing-poster`; its films may still be on their way.
 */
export async function publishTitle(context: Context, input: { titleId: string }): Promise<AdminTitleDto> {
  authorize(context, 'title.write')
  const { titleId } = parseInput(titleIdSchema, input)
  return changeTitle(context, { titleId, action: 'title.publish' }, async (tx, title) => {
    const [blocker] = await blockersOf(tx, title)
    if (blocker) throw notPublishable(blocker)
    return { set: await publish(tx, context, title), result: () => loadAdminTitle(tx, titleId) }
  })
}

export async function blockersOf(tx: Transaction, title: TitleRow): Promise<PublishBlocker[]> {
  const pictures = await artworkOf(tx, [title.id])
  return publishBlockers({
    ratingCode: title.ratingCode,
    artworkKinds: pictures.map((picture) => picture.kind),
  })
}

/** Records the publishing and gives the columns to set; nothing for a title that is published. */
export async function publish(tx: Transaction, context: Context, title: TitleRow): Promise<TitleChanges> {
  if (title.status === 'published') return { publishWhenReady: false }
  await recordEvent(tx, context, titlePublishedEvent, { titleId: title.id, slug: title.slug })
  return { status: 'published', publishedAt: title.publishedAt ?? context.now, publishWhenReady: false }
}
