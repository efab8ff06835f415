import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { titleNotFound } from './errors.ts'
import { featuredChangedEvent } from './events.ts'
import { refreshPagesSoon } from './refresh-pages.ts'
import {
  featureTitleSchema,
  MOST_FEATURED,
  setFeaturedSchema,
  type FeatureTitleInput,
  type SetFeaturedInput,
} from './schemas.ts'
import { existingTitleIds, lockFeatured, replaceFeatured } from './title.repository.ts'

/** Puts these titles on the home page's hero in this order; a draft among them shows once it is published. */
export async function setFeatured(context: Context, input: SetFeaturedInput): Promise<void> {
  authorize(context, 'title.write')
  const { titleIds } = parseInput(setFeaturedSchema, input)
  await inTransaction((tx) => keepFeatured(tx, context, titleIds))
  await refreshPagesSoon(context, [])
}

/** Puts a title first on the home page's hero, or takes it off; the others keep their order. Throws `title.not-found`. */
export async function featureTitle(context: Context, input: FeatureTitleInput): Promise<void> {
  authorize(context, 'title.write')
  const { titleId, featured } = parseInput(featureTitleSchema, input)
  await inTransaction(async (tx) => {
    // Two admins who feature at a time would each keep the other's away.
    const others = (await lockFeatured(tx)).filter((id) => id !== titleId)
    await keepFeatured(tx, context, (featured ? [titleId, ...others] : others).slice(0, MOST_FEATURED))
  })
  await refreshPagesSoon(context, [])
}

async function keepFeatured(tx: Transaction, context: Context, titleIds: string[]): Promise<void> {
  const known = await existingTitleIds(tx, titleIds)
  const missing = titleIds.find((id) => !known.has(id))
  if (missing !== undefined) throw titleNotFound(missing)
  await replaceFeatured(tx, titleIds)
  await recordEvent(tx, context, featuredChangedEvent, { titleIds })
  await recordAudit(tx, context, 'featured.set', { type: 'home', id: 'hero', detail: { titleIds } })
}
