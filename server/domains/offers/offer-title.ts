import { authorize } from '../../platform/authorize/authorize.ts'
import { systemContext, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { getTitleForAdmin, nameSeasons } from '../catalogue/index.ts'
import { readBundles } from './bundle.repository.ts'
import { changeOffers } from './change-offers.ts'
import { bundleNotFound, seasonNotFound, titleOfferNotFound } from './errors.ts'
import { replacePrice } from './price.repository.ts'
import {
  offerTitleSchema,
  titleOfferIdSchema,
  type OfferTitleInput,
  type Target,
  type TitleOfferIdInput,
} from './schemas.ts'
import { lockTitleOffer, saveTitleOffer, upsertTitleOffer } from './title-offer.repository.ts'

/**
 * Offers a title, a season or a bundle to be rented or bought, and sets what it costs; offering it again changes nothing
 * but its prices. Gives the offer's id. Wants `offer.write`; throws `title.not-found`, `season.not-found`,
 * `bundle.not-found`.
 */
export async function offerTitle(context: Context, input: OfferTitleInput): Promise<{ id: string }> {
  authorize(context, 'offer.write')
  const { kind, target, prices } = parseInput(offerTitleSchema, input)
  await requireTarget(target)
  const { now } = context
  return changeOffers(context, async (tx, note) => {
    const { row, isNew } = await upsertTitleOffer(tx, { kind, target, now })
    const { id } = row
    const detail = target.kind === 'title' ? { kind, titleId: target.id } : { kind }
    if (isNew) await note({ action: 'title-offer.offer', kind: 'title-offer', id, change: 'offered', detail })
    for (const { currency, amountMinor } of prices) {
      const of = { planId: null, titleOfferId: id, interval: null, currency }
      if (!(await replacePrice(tx, of, { amountMinor, now }))) continue
      await note({
        action: 'price.set',
        kind: 'title-offer',
        id,
        change: 'priced',
        detail: { ...detail, amountMinor, currency },
      })
    }
    return { id }
  })
}

/** Sells it to nobody new; who has it keeps it. Wants `offer.write`; throws `title-offer.not-found`. */
export async function withdrawTitleOffer(context: Context, input: TitleOfferIdInput): Promise<void> {
  authorize(context, 'offer.write')
  const { titleOfferId } = parseInput(titleOfferIdSchema, input)
  await changeOffers(context, async (tx, note) => {
    const offer = await lockTitleOffer(tx, titleOfferId)
    if (!offer) throw titleOfferNotFound(titleOfferId)
    if (offer.status === 'withdrawn') return
    await saveTitleOffer(tx, titleOfferId, { status: 'withdrawn', changedAt: context.now })
    const { kind, targetKind, targetId } = offer
    await note({
      action: 'title-offer.withdraw',
      kind: 'title-offer',
      id: titleOfferId,
      change: 'withdrawn',
      detail: targetKind === 'title' ? { kind, titleId: targetId } : { kind },
    })
  })
}

/** Who sells need not be able to read drafts: the house itself looks whether it is there. */
async function requireTarget({ kind, id }: Target): Promise<void> {
  const house = systemContext('offers')
  switch (kind) {
    case 'title':
      await getTitleForAdmin(house, { titleId: id })
      return
    case 'season':
      if ((await nameSeasons(house, { seasonIds: [id] })).size === 0) throw seasonNotFound(id)
      return
    case 'bundle':
      if ((await readBundles(database(), [id])).length === 0) throw bundleNotFound(id)
  }
}
