import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { listPlans } from '../offers/index.ts'
import { renewalOfSchema, type RenewalDto } from './subscription.schemas.ts'

/** Gives what the next period of a plan costs today; null where it is no longer offered so. For everybody, as plans are. */
export async function quoteRenewal(
  _context: Context,
  input: { planId: string; interval: 'month' | 'year'; currency: string },
): Promise<RenewalDto | null> {
  const { planId, interval, currency } = parseInput(renewalOfSchema, input)
  const plan = (await listPlans()).find(({ id }) => id === planId)
  const price = plan?.prices.find((each) => each.interval === interval && each.currency === currency)
  return price ? { priceId: price.id, currency, amountMinor: price.amountMinor } : null
}
