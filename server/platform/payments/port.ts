import type { Currency, Money } from '../money/money.ts'
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

/** That something happened at the provider; what, is read there anew. */
export type ProviderEvent = {
  eventId: string
  kind: string
  /** What happened it to, by the provider's own name: what `fetchCharge` takes. */
  subject: string
}

/** How a charge stands at the provider, now. */
export type ChargeState = {
  /** The payment it was started for, as the provider kept it. */
  paymentId: string | null
  state: 'open' | 'paid' | 'expired' | 'failed'
  received: Money
  /** What the provider keeps for its work; null while it does not say. */
  fee: Money | null
  refunded: Money
  disputed: boolean
  /** Of a subscription: until when is paid. */
  paidUntil: Date | null
}

/** A way to be paid. Every method may throw an `unavailable` AppError, which can be tried again. */
export type PaymentProvider = {
  readonly name: ProviderName
  readonly currencies: readonly Currency[]
  /** Asking twice for the same payment starts it once. */
  start: (charge: Charge) => Promise<StartedCharge>
  /** Gives the event of a call that is theirs; null where it is forged, altered or too old. */
  readEvent: (headers: Pick<Headers, 'get'>, rawBody: Uint8Array, now: Date) => ProviderEvent | null
}
