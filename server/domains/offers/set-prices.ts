import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { changeOffers } from './change-offers.ts'
import { planNotFound, planWithoutPrice, titleOfferNotFound } from './errors.ts'
import { lockPlan } from './plan.repository.ts'
import { pricesOf, replacePrice, type PricedOffer } from './price.repository.ts'
import { setPricesSchema, type SetPricesInput } from './schemas.ts'
import { lockTitleOffer } from './title-offer.repository.ts'

/**
 * Sets what an offer costs from now on in some currencies, in all of them or in none: today's row ends and another begins;
 * null ends it alone. Wants `offer.write`; throws `plan.not-found`, `title-offer.not-found`, and `plan.no-price` where a
 * plan that is offered would lose its last one.
 */
export async function setPrices(context: Context, input: SetPricesInput): Promise<void> {
  authorize(context, 'offer.write')
  const { offer, prices } = parseInput(setPricesSchema, input)
  await changeOffers(context, async (tx, note) => {
    const status =
      offer.kind === 'plan'
        ? (await lockPlan(tx, offer.planId))?.status
        : (await lockTitleOffer(tx, offer.titleOfferId))?.status
    if (status === undefined)
      throw offer.kind === 'plan' ? planNotFound(offer.planId) : titleOfferNotFound(offer.titleOfferId)
    const of: PricedOffer =
      offer.kind === 'plan'
        ? { planId: offer.planId, titleOfferId: null, interval: offer.interval }
        : { planId: null, titleOfferId: offer.titleOfferId, interval: null }
    let isLess = false
    for (const { currency, amountMinor } of prices) {
      if (!(await replacePrice(tx, { ...of, currency }, { amountMinor, now: context.now }))) continue
      isLess ||= amountMinor === null
      await note({
        action: 'price.set',
        kind: offer.kind,
        id: of.planId ?? of.titleOfferId,
        change: 'priced',
        detail: { amountMinor, currency, interval: of.interval },
      })
    }
    if (!isLess || of.planId === null || status !== 'offered') return
    const left = await pricesOf(tx, { planIds: [of.planId] }, { isToday: true })
    if (left.size === 0) throw planWithoutPrice()
  })
}
