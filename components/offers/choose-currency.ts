import type { Currency, PriceDto } from '#server/domains/offers/schemas.ts'

/** Tells what somebody pays in: đồng in Vietnam, dollars elsewhere; where that is not known, by the language they read. */
export function chooseCurrency({ country, locale }: { country: string | null; locale: string }): Currency {
  if (country !== null) return country === 'VN' ? 'VND' : 'USD'
  return locale === 'vi' ? 'VND' : 'USD'
}

/** Gives the price in the wanted currency, else in the one there is; undefined where there is none at all. */
export function priceIn<Price extends Pick<PriceDto, 'currency'>>(
  prices: readonly Price[],
  currency: Currency,
): Price | undefined {
  return prices.find((price) => price.currency === currency) ?? prices[0]
}
