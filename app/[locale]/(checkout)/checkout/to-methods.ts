import type { MethodView } from '#components/checkout/views.ts'
import { addInterval, type SubscriptionDto, type WayToPay } from '#server/domains/billing/schemas.ts'
import type { PriceDto } from '#server/domains/offers/schemas.ts'
import { toPriceView } from '../../(viewer)/to-price-view.ts'

const dayMs = 24 * 60 * 60 * 1000

/** What is sold: its wanted price first, then what the same costs in other currencies. */
export type Sold = { prices: PriceDto[]; trialDays: number }

/** What decides how a plan goes on. */
export type Subscriber = {
  /** The plan that is not over, and is paid ahead by a transfer. */
  ahead: SubscriptionDto | null
  hasHadPlan: boolean
}

type Around = { ways: readonly WayToPay[]; now: Date; day: (at: Date | string) => string }

/**
 * Gives the ways in which something may be paid, each in the wanted currency where it takes that, else in another in which
 * it is sold, with what is paid when; those that take the wanted currency come first, transfers before cards.
 */
export function toMethods(
  { prices, trialDays }: Sold,
  { ahead, hasHadPlan }: Subscriber,
  { ways, now, day }: Around,
): MethodView[] {
  const [wanted] = prices
  const methods = ways.flatMap(({ provider, by, renewsByItself, currencies }): MethodView[] => {
    if (ahead && renewsByItself) return []
    const price = prices.find(({ currency }) => currencies.includes(currency))
    if (!price) return []
    const { interval } = price
    const trial = renewsByItself && !hasHadPlan ? trialDays : 0
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
    (method.price.currency === wanted?.currency ? 0 : 2) + (method.by === 'transfer' ? 0 : 1)
  return methods.toSorted((one, other) => rank(one) - rank(other))
}
