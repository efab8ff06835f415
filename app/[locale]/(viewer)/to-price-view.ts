import type { PriceView } from '#components/offers/views.ts'
import type { PriceDto } from '#server/domains/offers/schemas.ts'

/** Gives a price as parts of a page show it. */
export function toPriceView({ id, amountMinor, currency }: PriceDto): PriceView {
  return { id, amountMinor, currency }
}
