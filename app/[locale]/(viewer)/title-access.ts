import { priceIn } from '#components/offers/choose-currency.ts'
import { heldHeight, opensAll, stillSold, toHeld } from '#components/offers/held-access.ts'
import type { AccessOption, TitleAccess } from '#components/offers/views.ts'
import type { Locale } from '#i18n/routing.ts'
import type { TitleDetailDto } from '#server/domains/catalogue/schemas.ts'
import { recallRights } from '#server/domains/entitlements/index.ts'
import type { TitleRights } from '#server/domains/entitlements/schemas.ts'
import { isInPlan } from '#server/domains/offers/index.ts'
import type { Currency, PlanDto, TitleOfferDto } from '#server/domains/offers/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { readCurrency, readOffersOfTitle, readPlans } from './offer-reads.ts'
import { textIn } from './title-view.ts'
import { toPriceView } from './to-price-view.ts'

/** Gives how somebody comes to watch a title: for nothing, by what they have, or by what is sold. */
export async function readTitleAccess(title: TitleDetailDto, locale: Locale): Promise<TitleAccess> {
  if (!title.availability.needsRight) return { kind: 'free' }
  const context = await currentContext()
  const seasonNumbers = title.seasons.flatMap(({ number }) => number ?? [])
  const rights = await findRights(context, title, seasonNumbers)
  const held = toHeld(rights)
  const maxHeight = heldHeight(rights)
  const isOpen = opensAll(rights, seasonNumbers)
  const [currency, plans, offers] = await Promise.all([
    readCurrency(locale),
    readPlans(),
    // What can't be watched yet is not sold by itself.
    title.playable ? readOffersOfTitle(title.id) : [],
  ])
  const options = [
    ...stillSold(offers, rights, seasonNumbers).flatMap(
      (offer) => toOption(offer, { currency, locale }) ?? [],
    ),
    // Whoever may watch all of it needs no plan for it.
    ...(isOpen ? [] : cheapestPlan(plans, title, { currency, locale })),
  ]
  const { actor } = context
  const mayWatch = may(actor, 'title.read-draft')
  if (options.length === 0)
    return held.length > 0 ? { kind: 'held', held, maxHeight, mayWatch } : { kind: 'nothing', mayWatch }
  return {
    kind: 'offered',
    held,
    maxHeight,
    options,
    mayBuy: actor.kind === 'anonymous' || may(actor, 'account.own'),
    mayWatch,
    hasPlans: options.some(({ kind }) => kind === 'plan') && plans.length > 1,
  }
}

async function findRights(
  context: Context,
  { id: titleId, kind, availability: { inPlans } }: TitleDetailDto,
  seasonNumbers: number[],
): Promise<TitleRights> {
  if (context.actor.kind !== 'account') return { whole: null, seasons: [] }
  const { accountId } = context.actor
  return recallRights(context, { accountId, titleId, kind, inPlans, seasonNumbers })
}

type Shown = { currency: Currency; locale: Locale }

function toOption(offer: TitleOfferDto, { currency, locale }: Shown): AccessOption | null {
  const price = priceIn(offer.prices, currency)
  if (!price) return null
  const { kind, season, target, name, titleIds } = offer
  const bundle =
    target.kind === 'bundle' && name ? { bundle: textIn(locale, name), count: titleIds.length } : null
  return { kind, price: toPriceView(price), part: season ? { season: season.number } : bundle }
}

/** The plan that opens it for the least each month, else each year. */
function cheapestPlan(plans: PlanDto[], title: TitleDetailDto, { currency, locale }: Shown): AccessOption[] {
  const opening = plans.filter((plan) => isInPlan(plan, title))
  for (const interval of ['month', 'year'] as const) {
    const priced = opening.flatMap((plan) => {
      const price = priceIn(
        plan.prices.filter((each) => each.interval === interval),
        currency,
      )
      return price ? [{ plan, price }] : []
    })
    const inWanted = priced.filter(({ price }) => price.currency === currency)
    const [best] = (inWanted.length > 0 ? inWanted : priced).toSorted(
      (one, other) => one.price.amountMinor - other.price.amountMinor,
    )
    if (best) {
      const { name, kinds } = best.plan
      const price = toPriceView(best.price)
      return [{ kind: 'plan', price, interval, name: textIn(locale, name), kinds }]
    }
  }
  return []
}
