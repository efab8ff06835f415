import type { PlanView, PriceView } from '../offers/views.ts'
import type { Picture } from '../ui/artwork.tsx'
import type { WayToPay } from '#server/domains/billing/schemas.ts'
import type { Interval, Money, TitleOfferKind } from '#server/domains/offers/schemas.ts'

/** What the checkout shows, in one language; dates are as the page writes them. */

export type BoughtTitle = {
  name: string
  href: string
  /** Where a film plays at once; null for what is chosen on its page first. */
  watchHref: string | null
  poster: Picture | null
  accent: string | null
}

/** What it is, so that each is called by its own word. */
export type Thing = 'film' | 'series' | 'course' | 'season' | 'bundle'

export type BoughtView =
  | { kind: 'plan'; plan: PlanView; interval: Interval }
  | {
      kind: TitleOfferKind
      name: string
      thing: Thing
      /** The number of the one season it is. */
      season: number | null
      /** What it opens, of what may be shown. */
      titles: BoughtTitle[]
      /** How many titles it opens, with those that may not be shown now. */
      count: number
      /** The day before which a rental is to be begun. */
      startBy: string | null
    }

export type MethodView = Pick<WayToPay, 'provider' | 'by' | 'renewsByItself'> & {
  price: PriceView
  /** Null where it is paid once. */
  renewal: {
    interval: Interval
    /** When it is paid again, or to be. */
    date: string
    /** 0 where it begins with a payment. */
    trialDays: number
    /** Where it follows what is paid already: its first day. */
    aheadFrom: string | null
  } | null
}

export type CheckoutView = {
  bought: BoughtView
  /** At least one, the best first. */
  methods: MethodView[]
  /** What it cost when it was chosen, where that has changed. */
  before: Money | null
  /** The plan that this one takes the place of. */
  replaces: string | null
  /** Where one came from. */
  backHref: string
  /** The title whose page led here. */
  titleSlug: string | null
}

/** A QR code: dark squares on a board of `size` by `size`. */
export type QrView = { size: number; path: string }

export type TransferView = {
  qr: QrView
  bank: string
  number: string
  holder: string
  content: string
  /** What is to be sent. */
  money: Money
}

export type PaymentStep =
  | { kind: 'transfer'; transfer: TransferView; createdAt: string; expiresAt: string; now: string }
  | { kind: 'held'; transfer: TransferView | null; received: Money; missing: Money }
  /** Waits to be paid on the provider's page, or, back from there, to be told; null: that page is closed. */
  | { kind: 'card'; url: string | null; isBack: boolean }
  /** The provider has not answered yet. */
  | { kind: 'starting' }
  | {
      kind: 'done'
      /** What it opens may be watched already. */
      isOpen: boolean
      period: { from: string; until: string } | null
      isTrial: boolean
      surplus: Money | null
    }
  | { kind: 'refunded'; refunded: Money }
  | { kind: 'disputed' }
  | { kind: 'over'; why: 'expired' | 'cancelled' | 'failed'; credited: Money | null }

export type PaymentView = {
  id: string
  accountId: string
  code: string | null
  provider: WayToPay['provider']
  price: Money
  bought: BoughtView
  /** Where money that comes now pays a plan that renews by transfer: until when. */
  period: string | null
  /** What one wanted to watch when one took the plan. */
  wanted: BoughtTitle | null
  /** Where the same is paid anew. */
  againHref: string
  step: PaymentStep
}
