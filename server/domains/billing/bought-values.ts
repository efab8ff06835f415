import type { QuoteDto } from '../offers/schemas.ts'

/** What the words of a bought thing are filled with: `what` of billing.json. */
export type BoughtValues = {
  kind: 'plan' | 'rental' | 'purchase'
  name: string
  /** Of a plan. */
  interval: 'month' | 'year' | 'none'
  /** The number of the one season it is; `none` for all else. */
  season: string
}

/** Gives those values for what a price pays for, in this language; `gone` names a title that is no longer kept. */
export function boughtValues(
  { offer, price }: Pick<QuoteDto, 'offer' | 'price'>,
  locale: 'vi' | 'en',
  gone: string,
): BoughtValues {
  if (offer.kind === 'plan')
    return { kind: 'plan', name: offer.name[locale], interval: price.interval ?? 'none', season: 'none' }
  return {
    kind: offer.kind,
    name: offer.name?.[locale] ?? gone,
    interval: 'none',
    season: offer.season ? String(offer.season.number) : 'none',
  }
}
