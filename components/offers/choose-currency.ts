import type { Currency, PriceDto } from '#server/domains/offers/schemas.ts'

type Reader = {
  country: string | null
  locale: string
  /** What can be paid in here, the best first. */
  payable: readonly Currency[]
}

/**
 * Tells what somebody pays in: đồng in Vietnam, dollars elsewhere; where that is not known, by the language they read.
 * What nobody can pay in here is not wanted of anybody.
 */
export function chooseCurrency({ country, locale, payable }: Reader): Currency {
  const isThere = country === null ? locale === 'vi' : country === 'VN'
  const wanted = isThere ? 'VND' : 'USD'
  return payable.includes(wanted) ? wanted : (payable[0] ?? wanted)
}

/** Gives the price in the wanted currency, else in the one there is; undefined where there is none at all. */
export function priceIn<Price extends Pick<PriceDto, 'currency'>>(
  prices: readonly Price[],
  currency: Currency,
): Price | undefined {
  return prices.find((price) => price.currency === currency) ?? prices[0]
}
