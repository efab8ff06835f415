import type { Currency } from '../../platform/money/money.ts'
import type { LocalizedText, TitleKind } from '../catalogue/schemas.ts'
import type { Interval, PlanStatus, Target, TitleOfferKind } from './terms.ts'

/** What the verbs of offers give. Times are ISO 8601, UTC. */

export type PriceDto = {
  id: string
  /** Null for what is rented or bought. */
  interval: Interval | null
  currency: Currency
  amountMinor: number
  validFrom: string
  /** Null: it is today's. */
  validUntil: string | null
}

type PlanFacts = {
  id: string
  slug: string
  name: LocalizedText
  description: LocalizedText
  /** Lines of the tallest picture; null: no limit. */
  maxHeight: number | null
  maxStreams: number
  /** Null: all kinds. */
  kinds: TitleKind[] | null
  trialDays: number
}

/** A plan as viewers are offered it, with today's prices. */
export type PlanDto = PlanFacts & { prices: PriceDto[] }

/** A plan as staff see it; its prices with all before them, the newest first. */
export type AdminPlanDto = PlanFacts & {
  prices: PriceDto[]
  position: number
  status: PlanStatus
  version: number
  createdAt: string
  changedAt: string
}

export type SeasonOfDto = { id: string; titleId: string; number: number; title: LocalizedText | null }

type TitleOfferFacts = {
  id: string
  kind: TitleOfferKind
  target: Target
  /** Of the title or the bundle; null where the title is gone. */
  name: LocalizedText | null
  /** Where it is one season of the title. */
  season: SeasonOfDto | null
  /** The titles it opens, of a season the one it belongs to. */
  titleIds: string[]
}

/** A rental or a purchase as viewers are offered it, with today's prices. */
export type TitleOfferDto = TitleOfferFacts & { prices: PriceDto[] }

/** As staff see it; its prices with all before them, the newest first. */
export type AdminTitleOfferDto = TitleOfferDto & { status: 'offered' | 'withdrawn'; changedAt: string }

export type BundleDto = {
  id: string
  slug: string
  name: LocalizedText
  titleIds: string[]
  createdAt: string
}

/** A bundle with the names of its titles; null for one that is gone. */
export type NamedBundleDto = BundleDto & { titles: { id: string; name: LocalizedText | null }[] }

/** A price and what it is the price of. */
export type QuoteDto = {
  price: PriceDto
  /** Whether it may be paid now: the offer stands and the price is today's. */
  isToday: boolean
  offer: ({ kind: 'plan' } & PlanFacts) | TitleOfferFacts
  status: PlanStatus
}
