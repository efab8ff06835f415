import type { Currency, Money } from '../money/money.ts'
import type { BankTransfer } from './sepay/transfer.ts'
import type { BankAccount } from './sepay/transfer-qr.ts'

export const providerNames = ['stripe', 'sepay'] as const
export type ProviderName = (typeof providerNames)[number]

/** What a provider is to collect. */
export type Charge = {
  paymentId: string
  /** What a transfer names the payment by. */
  code: string
  money: Money
  /** What the customer reads on the provider's page and on their statement. */
  description: string
  locale: 'vi' | 'en'
  email: string
  /** Where the customer comes back to, done or not. */
  returnUrl: string
  cancelUrl: string
  expiresAt: Date
  /** What is collected again each month or year; null: once. */
  renewal: { interval: 'month' | 'year'; trialDays: number } | null
}

/** What the customer does next: goes to the provider's page, or makes a transfer. */
export type StartedCharge =
  | { kind: 'page'; providerId: string; url: string }
  | {
      kind: 'transfer'
      providerId: null
      account: BankAccount
      /** The text of the QR code. */
      qr: string
      /** What the transfer must say. */
      content: string
    }

/**
 * That something happened at the provider. What a charge or a subscription is now is read there anew by its subject; a
 * transfer tells all there is to know of it.
 */
export type ProviderEvent = { eventId: string; kind: string } & (
  | { about: 'charge'; subject: string }
  | { about: 'subscription'; subject: string }
  | { about: 'transfer'; transfer: BankTransfer }
  | { about: 'nothing' }
  /** Theirs, but not to be read: `told` is all that came, for `readBody` to read once it can. */
  | { about: 'unreadable'; told: string }
)

/** How a charge stands at the provider, now. */
export type ChargeState = {
  /** What the provider calls it, whichever of its names it was asked for by. */
  providerId: string
  /** The payment it was started for, as the provider kept it; null for the renewal of a subscription. */
  paymentId: string | null
  /** The subscription that it pays a period of, by the provider's name. */
  subscriptionId: string | null
  state: 'open' | 'paid' | 'expired' | 'failed'
  received: Money
  /** What the provider keeps for its work; null while it does not say. */
  fee: Money | null
  /** What went back and stayed there. */
  refunded: Money
  /** What was sent back and did not arrive, each by the provider's name: that money is with the provider again. */
  failedRefunds: readonly { providerId: string; money: Money; why: string | null }[]
  dispute: 'none' | 'open' | 'won' | 'lost'
  /** What banks took back in disputes, whether it came home again or not. */
  disputed: Money
  paidAt: Date | null
}

/** How a subscription stands at the provider, now. */
export type SubscriptionState = {
  providerId: string
  customerId: string
  paymentId: string | null
  state: 'trial' | 'active' | 'past-due' | 'ended'
  periodStartsAt: Date
  periodEndsAt: Date
  cancelsAtPeriodEnd: boolean
}

/** What a provider does for subscriptions that renew by themselves. */
export type Renewals = {
  fetch: (subject: string) => Promise<SubscriptionState | null>
  /** At the end of what is paid, or, once more, not at all. */
  setCancelled: (providerId: string, isCancelled: boolean) => Promise<SubscriptionState>
  /** At once, and nothing of it is collected any more; one that has ended stays so. Null where there is none. */
  end: (providerId: string) => Promise<SubscriptionState | null>
  /** A page of the provider's where the customer changes their card. */
  openPortal: (customer: { customerId: string; returnUrl: string; locale: 'vi' | 'en' }) => Promise<string>
}

/** A way to be paid. Every method may throw an `unavailable` AppError, which can be tried again. */
export type PaymentProvider = {
  readonly name: ProviderName
  readonly currencies: readonly Currency[]
  /** The bank accounts that its transfers come to; empty where there are none. */
  readonly accountNumbers: readonly string[]
  /** Asking twice for the same payment starts it once. */
  start: (charge: Charge) => Promise<StartedCharge>
  /** Has an open charge end unpaid, and gives how it then stands; null where it can not be ended there. */
  stop: (providerId: string) => Promise<ChargeState | null>
  /** Gives the event of a call that is theirs; null where it is forged, altered or too old. */
  readEvent: (headers: Pick<Headers, 'get'>, rawBody: Uint8Array, now: Date) => ProviderEvent | null
  /** Reads what was theirs when it was kept once more, by what is known of their events now. */
  readBody: (rawBody: Uint8Array) => ProviderEvent
  /** Null where there is no such charge. */
  fetchCharge: (subject: string) => Promise<ChargeState | null>
  /** Sends money back; the same key sends it once. Null where that is a transfer that staff make. */
  refund:
    | ((refund: { providerId: string; money: Money; requestKey: string }) => Promise<{ providerId: string }>)
    | null
  renewals: Renewals | null
  /** Everything that happened there in that time, as its calls would have told it: what no call told is found so. */
  listEvents: (range: { from: Date; until: Date }) => AsyncIterable<ProviderEvent>
}
