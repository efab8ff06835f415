import type { PlanView as OwnPlanView } from '../billing/views.ts'
import type { Interval, Money, TitleOfferKind } from '#server/domains/offers/schemas.ts'

/** What the parts of a page show of offers, in one language and one currency for each. */

export type PriceView = Money & { id: string }

/** The plan that somebody has. */
export type HeldPlanView = Pick<OwnPlanView, 'name' | 'state' | 'renews' | 'periodEndsAt' | 'isSold'>

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

/** What is paid for a plan and when, as its checkout tells it; dates are as the page writes them. */
export type PlanTerms =
  /** Paid at once, and again from that day on. */
  | { kind: 'paid'; price: Money; date: string }
  /** Begins for nothing; paid first on that day. */
  | { kind: 'trial'; price: Money; date: string }
  /** So with a card alone, and there is another way. */
  | { kind: 'trial-by-card'; price: Money; days: number }

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

/** Why somebody may watch already: all of a title, or single seasons of it. */
export type AccessHeld = {
  reason: 'staff' | 'gift' | 'subscription' | 'rental' | 'purchase'
  /** Null: the whole title. */
  seasons: number[] | null
  span: AccessSpan
}
/** Until when, ISO 8601, UTC; what is used up by watching waits for its beginning. */
export type AccessSpan =
  { kind: 'for-ever' } | { kind: 'until'; at: string } | { kind: 'start-before'; at: string; hours: number }

/** What a title's page says of access, before Play. */
export type TitleAccess =
  | { kind: 'free' }
  | {
      kind: 'held'
      held: AccessHeld[]
      /** Lines of the tallest picture they are given; null: the best there is. */
      maxHeight: number | null
      /** Whoever makes the programme may watch all of it. */
      mayWatch: boolean
    }
  | {
      kind: 'offered'
      /** What is held of it: seasons alone, or what has an end and may be bought for good. */
      held: AccessHeld[]
      /** Lines of the tallest picture they are given of that; null: the best there is. */
      maxHeight: number | null
      options: AccessOption[]
      /** A child's profile looks, and buys nothing. */
      mayBuy: boolean
      /** Whoever makes the programme may watch all the same. */
      mayWatch: boolean
      /** There are plans to compare, and one of them opens it. */
      hasPlans: boolean
    }
  | { kind: 'nothing'; mayWatch: boolean }
