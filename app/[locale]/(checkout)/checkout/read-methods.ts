import type { MethodView } from '#components/checkout/views.ts'
import type { Locale } from '#i18n/routing.ts'
import { listWaysToPay } from '#server/domains/billing/index.ts'
import type { PriceDto, QuoteDto } from '#server/domains/offers/schemas.ts'
import { readOffersOfTitle, readPlans } from '../../(viewer)/offer-reads.ts'
import { readDays } from '../../read-days.ts'
import { toMethods, type Subscriber } from './to-methods.ts'

/** Gives the ways in which this may be paid, as `toMethods` does. */
export async function readMethods(
  quoted: QuoteDto,
  { now, ...subscriber }: Subscriber & { now: Date },
  locale: Locale,
): Promise<MethodView[]> {
  const [prices, { day }] = await Promise.all([pricesOf(quoted), readDays(locale)])
  const trialDays = quoted.offer.kind === 'plan' ? quoted.offer.trialDays : 0
  return toMethods({ prices, trialDays }, subscriber, { ways: listWaysToPay(), now, day })
}

/** The quoted price, then what the same costs in other currencies. */
async function pricesOf({ offer, price }: QuoteDto): Promise<PriceDto[]> {
  const all = await siblingsOf(offer)
  const others = all.filter(
    ({ interval, currency }) => interval === price.interval && currency !== price.currency,
  )
  return [price, ...others]
}

async function siblingsOf(offer: QuoteDto['offer']): Promise<PriceDto[]> {
  if (offer.kind === 'plan') return (await readPlans()).find(({ id }) => id === offer.id)?.prices ?? []
  const [titleId] = offer.titleIds
  if (titleId === undefined) return []
  return (await readOffersOfTitle(titleId)).find(({ id }) => id === offer.id)?.prices ?? []
}
