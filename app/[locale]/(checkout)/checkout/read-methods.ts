import type { MethodView } from '#components/checkout/views.ts'
import type { Locale } from '#i18n/routing.ts'
import { listWaysToPay } from '#server/domains/billing/index.ts'
import { addInterval, type SubscriptionDto } from '#server/domains/billing/schemas.ts'
import type { PriceDto, QuoteDto } from '#server/domains/offers/schemas.ts'
import { readOffersOfTitle, readPlans } from '../../(viewer)/offer-reads.ts'
import { toPriceView } from '../../(viewer)/title-access.ts'
import { readDays } from '../../read-days.ts'

/** What decides how a plan goes on. */
type Subscriber = {
  now: Date
  /** The plan that is not over, and is paid ahead by a transfer. */
  ahead: SubscriptionDto | null
  hasHadPlan: boolean
}

/**
 * Gives the ways in which this may be paid, each in the quoted currency where it takes that, else in another in which it
 * is sold; those that take the quoted currency come first, transfers before cards.
 */
export async function readMethods(
  quoted: QuoteDto,
  { now, ahead, hasHadPlan }: Subscriber,
  locale: Locale,
): Promise<MethodView[]> {
  const [prices, { day }] = await Promise.all([pricesOf(quoted), readDays(locale)])
  const { offer, price: wanted } = quoted
  const trialDays = offer.kind === 'plan' && !hasHadPlan ? offer.trialDays : 0
  const ways = listWaysToPay().filter(({ renewsByItself }) => ahead === null || !renewsByItself)
  const methods = ways.flatMap(({ provider, by, renewsByItself, currencies }): MethodView[] => {
    const price = prices.find(({ currency }) => currencies.includes(currency))
    if (!price) return []
    const { interval } = price
    const trial = renewsByItself ? trialDays : 0
    // A period that is over is not gone on with: the next begins now.
    const runs = ahead && new Date(ahead.periodEndsAt) > now ? ahead : null
    const from = runs ? new Date(runs.periodEndsAt) : now
    const renewal = interval && {
      interval,
      date: day(trial > 0 ? new Date(now.getTime() + trial * dayMs) : addInterval(from, interval)),
      trialDays: trial,
      aheadFrom: runs ? day(runs.periodEndsAt) : null,
    }
    return [{ provider, by, renewsByItself, price: toPriceView(price), renewal }]
  })
  const rank = (method: MethodView) =>
    (method.price.currency === wanted.currency ? 0 : 2) + (method.by === 'transfer' ? 0 : 1)
  return methods.toSorted((one, other) => rank(one) - rank(other))
}

const dayMs = 24 * 60 * 60 * 1000

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
