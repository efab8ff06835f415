import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { titleNotFound } from './errors.ts'
import { featuredChangedEvent } from './events.ts'
import { refreshPagesSoon } from './refresh-pages.ts'
import { setFeaturedSchema, type SetFeaturedInput } from './schemas.ts'
import { existingTitleIds, replaceFeatured } from './title.repository.ts'

/** Puts these titles on the home page's hero in this order; a draft among them shows once it is published. */
export async function setFeatured(context: Context, input: SetFeaturedInput): Promise<void> {
  const { titleIds } = parseInput(setFeaturedSchema, input)
  authorize(context, 'title.write')
  await inTransaction(async (tx) => {
    const known = await existingTitleIds(tx, titleIds)
    const missing = titleIds.find((id) => !known.has(id))
    if (missing !== undefined) throw titleNotFound(missing)
    await replaceFeatured(tx, titleIds)
    await recordEvent(tx, context, featuredChangedEvent, { titleIds })
    await recordAudit(tx, context, 'featured.set', { type: 'home', id: 'hero', detail: { titleIds } })
  })
  await refreshPagesSoon(context, [])
}
