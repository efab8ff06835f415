import type { Interval, Money, TitleOfferKind } from '#server/domains/offers/schemas.ts'

/** What the parts of a page show of offers, in one language and one currency for each. */

export type PriceView = Money & { id: string }

export type PlanView = {
  id: string
  slug: string
  name: string
  description: string
  kinds: ('film' | 'series' | 'course')[] | null
  maxHeight: number | null
  maxStreams: number
  trialDays: number
  prices: Partial<Record<Interval, PriceView>>
}

/** One way to a title. */
export type AccessOption =
  | {
      kind: TitleOfferKind
      price: PriceView
      /** One season of it, or titles sold together; null for the title alone. */
      part: { season: number } | { bundle: string; count: number } | null
    }
  | {
      kind: 'plan'
      price: PriceView
      interval: Interval
      name: string
      kinds: PlanView['kinds']
    }

/** Why somebody may watch already. */
export type AccessHeld = {
  reason: 'staff' | 'gift' | 'subscription' | 'rental' | 'purchase'
  /** As the page writes it; null: no end. */
  until: string | null
}

/** What a title's page says of access, before Play. */
export type TitleAccess =
  | { kind: 'free' }
  | { kind: 'held'; held: AccessHeld }
  | {
      kind: 'offered'
      options: AccessOption[]
      /** A child's profile looks, and buys nothing. */
      mayBuy: boolean
      /** Whoever makes the programme may watch all the same. */
      mayWatch: boolean
      /** There are plans to compare. */
      hasPlans: boolean
    }
  | { kind: 'nothing' }
