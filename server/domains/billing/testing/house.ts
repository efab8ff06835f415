import type { Context } from '../../../platform/context/context.ts'
import { createContext, systemContext } from '../../../platform/context/context.ts'
import type { ProviderEvent, ProviderName } from '../../../platform/payments/port.ts'
import { usePaymentProviders } from '../../../platform/payments/providers.ts'
import { createTitle } from '../../catalogue/index.ts'
import { findRight } from '../../entitlements/index.ts'
import { createAccount } from '../../identity/index.ts'
import {
  endAtProvider,
  keepEvent,
  listPayments,
  listRefunds,
  listSubscriptions,
  processEvent,
  sendRefund,
  settleRight,
  settleTrial,
  startPayment,
  verifyLedger,
} from '../index.ts'
import type { PaymentDto, SubscriptionDto } from '../schemas.ts'
import { memoryBank } from './memory-bank.ts'
import { memoryCards } from './memory-cards.ts'
import { openEvents, takeOutbox } from './outbox.repository.ts'

/** A house with a bank and a card provider in memory, and whoever pays. */
export function openHouse() {
  const bank = memoryBank()
  const cards = memoryCards()
  usePaymentProviders([bank, cards])
  let people = 0
  let films = 0
  let keys = 0
  let before: Record<string, number> = {}
  const system = (at?: Date): Context => ({ ...systemContext('test'), ...(at && { now: at }) })
  const as = (accountId: string, role: 'viewer' | 'finance' | 'support' = 'viewer'): Context =>
    createContext({ kind: 'account', accountId, role })
  const calls = {
    sepay: (event: ProviderEvent) => bank.call(event),
    stripe: (event: ProviderEvent) => ({
      headers: new Headers({ 'stripe-signature': 'right' }),
      rawBody: new TextEncoder().encode(JSON.stringify(event)),
    }),
  }
  const house = {
    bank,
    cards,
    system,
    as,
    async makeAccount(): Promise<string> {
      people += 1
      const email = `khach-${people}-${Date.now()}@example.com`
      return (await createAccount(system(), { email, password: 'mật khẩu dài', role: 'viewer' })).id
    },
    async makeFilm(): Promise<string> {
      films += 1
      return (await createTitle(system(), { kind: 'film', title: { vi: `Phim ${films}` } })).id
    },
    async mayWatch(accountId: string, titleId: string, at = new Date()): Promise<boolean> {
      return (await findRight(system(at), { accountId, titleId, kind: 'film' })) !== null
    },
    start(accountId: string, priceId: string, provider: ProviderName = 'sepay'): Promise<PaymentDto> {
      keys += 1
      return startPayment(as(accountId), { priceId, provider, requestKey: `request-${keys}` })
    },
    /** The provider calls. */
    hook(event: ProviderEvent): Promise<{ isNew: boolean }> {
      const provider = event.about === 'transfer' ? 'sepay' : 'stripe'
      return keepEvent(system(), { provider, ...calls[provider](event) })
    },
    /** The worker does all that waits: events, then what the outbox asks for. */
    async work(at?: Date, { endsAtProvider = false } = {}): Promise<string[]> {
      const outcomes: string[] = []
      for (const id of await openEvents()) outcomes.push((await processEvent(system(at), { id })).outcome)
      for (const { type, payload } of await takeOutbox()) {
        if (/^(payment\.(settled|refunded|refund-failed)|dispute\.)/.test(type) && payload.paymentId)
          await settleRight(system(at), { paymentId: payload.paymentId })
        if (type === 'subscription.ended' && payload.subscriptionId && endsAtProvider)
          await endAtProvider(system(at), { subscriptionId: payload.subscriptionId })
        if (/^subscription\.(started|ended)/.test(type) && payload.subscriptionId)
          await settleTrial(system(at), { subscriptionId: payload.subscriptionId })
      }
      return outcomes
    },
    /** The worker has the provider send what was asked back of these payments, and takes over how they then stand. */
    async sendRefunds(...paymentIds: string[]): Promise<void> {
      for (const paymentId of paymentIds)
        for (const { id } of await listRefunds(system(), { paymentId }))
          await sendRefund(system(), { refundId: id })
      await house.work()
    },
    /** A transfer is made, told of and worked on. */
    async transfer(content: string, amountVnd: number, more: { at?: Date } = {}): Promise<string> {
      await house.hook(bank.receive({ content, amountVnd, ...more }))
      return (await house.work(more.at)).join()
    },
    async payment(accountId: string, paymentId: string): Promise<PaymentDto> {
      const { payments } = await listPayments(as(accountId))
      const found = payments.find(({ id }) => id === paymentId)
      if (!found) throw new Error(`No payment ${paymentId}.`)
      return found
    },
    /** The newest plan of an account. */
    subscription: async (accountId: string): Promise<SubscriptionDto> => {
      const [newest] = (await listSubscriptions(as(accountId))).subscriptions
      if (!newest) throw new Error('No subscription.')
      return newest
    },
    /** What the book gained since it was asked last. */
    gained: async (): Promise<Record<string, number>> => {
      const now = await house.balances()
      const keys = new Set([...Object.keys(now), ...Object.keys(before)])
      const change = [...keys].map((key) => [key, (now[key] ?? 0) - (before[key] ?? 0)] as const)
      before = now
      return Object.fromEntries(change.filter(([, amount]) => amount !== 0))
    },
    /** `cash VND` and the like, by what stands in the book; throws where it does not sum to zero. */
    async balances(): Promise<Record<string, number>> {
      const { balanced, balances } = await verifyLedger(system())
      if (!balanced) throw new Error('The book does not balance.')
      return Object.fromEntries(
        balances
          .filter(({ amountMinor }) => amountMinor !== 0)
          .map(({ bookAccount, currency, amountMinor }) => [`${bookAccount} ${currency}`, amountMinor]),
      )
    },
  }
  return house
}
