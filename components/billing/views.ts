import type { Picture } from '../ui/artwork.tsx'
import type { Money, PaymentDto, SubscriptionDto } from '#server/domains/billing/schemas.ts'

/** What the pages of billing show, in one language; moments are ISO 8601, UTC. */

export type PlanView = Pick<
  SubscriptionDto,
  'id' | 'state' | 'renews' | 'provider' | 'interval' | 'periodEndsAt' | 'endedAt'
> & {
  name: string
  /** The end of the period that is paid: not the present one's where its card could not be charged. */
  paidUntil: string
  price: Money
  /** Whether its next period can be had: a card's plan goes on in any case. */
  isSold: boolean
  /** What paying the next period leads to; null while there is nothing to pay, or nobody sells it. */
  renewal: { priceId: string; price: Money } | null
  /** The last moment at which a transfer still renews it. */
  graceEndsAt: string
}

/** How a payment stands, in one word. */
export type Standing =
  PaymentDto['state'] | 'trial' | 'refunded' | 'refunded-partly' | 'disputed' | 'called-back'

export type PaymentView = {
  id: string
  /** In words. */
  what: string
  price: Money
  provider: PaymentDto['provider']
  standing: Standing
  /** When it was paid, or else begun. */
  at: string
  code: string | null
  /** What is missing of it while it is paid in part; 0 otherwise. */
  missingMinor: number
  /** Money may still come: the page where it is paid goes on. */
  isOpen: boolean
}

/** Until when something rented or bought can be watched. */
export type Span =
  | { kind: 'for-ever' }
  | { kind: 'start-before'; at: string }
  | { kind: 'until'; at: string }
  | { kind: 'over'; at: string }
  | { kind: 'taken-back' }

export type OwnedView = {
  id: string
  name: string
  /** Null for a title that is not shown now. */
  slug: string | null
  poster: Picture | null
  accent: string | null
  reason: 'rental' | 'purchase'
  season: number | null
  span: Span
}
