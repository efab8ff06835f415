import { randomUUID } from 'node:crypto'
import { AppError } from '../../../platform/errors/app-error.ts'
import { providerRefused } from '../../../platform/payments/errors.ts'
import type {
  Charge,
  ChargeState,
  PaymentProvider,
  ProviderEvent,
  SubscriptionState,
} from '../../../platform/payments/port.ts'

type Cards = PaymentProvider & {
  charges: Map<string, ChargeState>
  subscriptions: Map<string, SubscriptionState>
  /** While true, whatever is asked of it throws. */
  isAway: boolean
  /** While true, it refuses to give anything back. */
  refusesRefunds: boolean
  /** The customer pays on the page of this payment. */
  pay: (paymentId: string, change?: Partial<ChargeState>) => ProviderEvent
  /** Something else happens to the charge of this payment. */
  change: (paymentId: string, change: Partial<ChargeState>) => ProviderEvent
  /** The next period of a subscription is charged. */
  renew: (subscriptionId: string, periodEndsAt: Date) => ProviderEvent[]
  /** Something happens to a subscription. */
  changeSubscription: (id: string, change: Partial<SubscriptionState>) => ProviderEvent
}

const dayMs = 24 * 60 * 60 * 1000

/** A provider of card payments that keeps everything in this process's memory. */
export function memoryCards(): Cards {
  const charges = new Map<string, ChargeState>()
  const asked = new Map<string, Charge>()
  const subscriptions = new Map<string, SubscriptionState>()
  const refunds = new Map<string, string>()
  const told: { at: Date; event: ProviderEvent }[] = []
  const here = (): void => {
    if (cards.isAway)
      throw new AppError({ kind: 'unavailable', code: 'payment.provider-away', message: 'Away.' })
  }
  const chargeOf = (paymentId: string): ChargeState => {
    const found = [...charges.values()].find((charge) => charge.paymentId === paymentId)
    if (!found) throw new Error(`No charge for ${paymentId}.`)
    return found
  }
  const tell = (about: 'charge' | 'subscription', subject: string): ProviderEvent => {
    const event: ProviderEvent = { eventId: randomUUID(), kind: `${about}.changed`, about, subject }
    told.push({ at: new Date(), event })
    return event
  }
  const cards: Cards = {
    name: 'stripe',
    currencies: ['VND', 'USD'],
    accountNumbers: [],
    charges,
    subscriptions,
    isAway: false,
    refusesRefunds: false,
    start(charge) {
      here()
      const providerId = `cs_${charge.paymentId}`
      asked.set(providerId, charge)
      if (!charges.has(providerId)) {
        const nothing = { ...charge.money, amountMinor: 0 }
        charges.set(providerId, {
          providerId,
          paymentId: charge.paymentId,
          subscriptionId: null,
          state: 'open',
          received: nothing,
          fee: null,
          refunded: nothing,
          failedRefunds: [],
          dispute: 'none',
          disputed: nothing,
          paidAt: null,
        })
      }
      return Promise.resolve({ kind: 'page', providerId, url: `https://pay.example/${providerId}` })
    },
    stop(providerId) {
      here()
      const charge = charges.get(providerId)
      if (charge?.state === 'open') charges.set(providerId, { ...charge, state: 'expired' })
      return Promise.resolve(charges.get(providerId) ?? null)
    },
    readEvent: (headers, rawBody) =>
      headers.get('stripe-signature') === 'right'
        ? (JSON.parse(new TextDecoder().decode(rawBody)) as ProviderEvent)
        : null,
    readBody: (rawBody) => JSON.parse(new TextDecoder().decode(rawBody)) as ProviderEvent,
    fetchCharge(subject) {
      here()
      return Promise.resolve(charges.get(subject) ?? null)
    },
    refund({ providerId, money, requestKey }) {
      here()
      const charge = charges.get(providerId)
      if (!charge) throw new Error(`No charge ${providerId}.`)
      if (cards.refusesRefunds) throw providerRefused('stripe', 'the account has no money')
      if (!refunds.has(requestKey)) {
        refunds.set(requestKey, `re_${requestKey}`)
        const amountMinor = charge.refunded.amountMinor + money.amountMinor
        charges.set(providerId, { ...charge, refunded: { ...charge.refunded, amountMinor } })
      }
      return Promise.resolve({ providerId: `re_${requestKey}` })
    },
    renewals: {
      fetch(subject) {
        here()
        return Promise.resolve(subscriptions.get(subject) ?? null)
      },
      setCancelled(providerId, cancelsAtPeriodEnd) {
        here()
        const before = subscriptions.get(providerId)
        if (!before) throw new Error(`No subscription ${providerId}.`)
        subscriptions.set(providerId, { ...before, cancelsAtPeriodEnd })
        return Promise.resolve({ ...before, cancelsAtPeriodEnd })
      },
      end(providerId) {
        here()
        const before = subscriptions.get(providerId)
        if (!before) return Promise.resolve(null)
        const ended: SubscriptionState = { ...before, state: 'ended' }
        subscriptions.set(providerId, ended)
        return Promise.resolve(ended)
      },
      openPortal: ({ customerId }) => Promise.resolve(`https://pay.example/portal/${customerId}`),
    },
    // eslint-disable-next-line typescript/require-await
    async *listEvents({ from, until }) {
      here()
      for (const { at, event } of told) if (at >= from && at < until) yield event
    },
    pay(paymentId, change = {}) {
      const charge = chargeOf(paymentId)
      const { money, renewal } = asked.get(charge.providerId) as Charge
      const paidAt = new Date()
      const isTrial = renewal !== null && renewal.trialDays > 0
      const subscriptionId = renewal ? `sub_${paymentId}` : null
      if (renewal && subscriptionId) {
        const days = isTrial ? renewal.trialDays : renewal.interval === 'month' ? 30 : 365
        subscriptions.set(subscriptionId, {
          providerId: subscriptionId,
          customerId: `cus_${paymentId}`,
          paymentId,
          state: isTrial ? 'trial' : 'active',
          periodStartsAt: paidAt,
          periodEndsAt: new Date(paidAt.getTime() + days * dayMs),
          cancelsAtPeriodEnd: false,
        })
      }
      const received = isTrial ? { ...money, amountMinor: 0 } : money
      charges.set(charge.providerId, {
        ...charge,
        state: 'paid',
        received,
        subscriptionId,
        paidAt,
        ...change,
      })
      return tell('charge', charge.providerId)
    },
    change(paymentId, change) {
      const charge = chargeOf(paymentId)
      charges.set(charge.providerId, withDispute({ ...charge, ...change }))
      return tell('charge', charge.providerId)
    },
    renew(subscriptionId, periodEndsAt) {
      const before = subscriptions.get(subscriptionId)
      const first = before?.paymentId ? asked.get(`cs_${before.paymentId}`) : undefined
      if (!before || !first) throw new Error(`No subscription ${subscriptionId}.`)
      const periodStartsAt = before.periodEndsAt
      subscriptions.set(subscriptionId, { ...before, state: 'active', periodStartsAt, periodEndsAt })
      const providerId = `in_${randomUUID()}`
      charges.set(providerId, {
        providerId,
        paymentId: null,
        subscriptionId,
        state: 'paid',
        received: first.money,
        fee: null,
        refunded: { ...first.money, amountMinor: 0 },
        failedRefunds: [],
        dispute: 'none',
        disputed: { ...first.money, amountMinor: 0 },
        paidAt: periodStartsAt,
      })
      return [tell('subscription', subscriptionId), tell('charge', providerId)]
    },
    changeSubscription(id, change) {
      const before = subscriptions.get(id)
      if (!before) throw new Error(`No subscription ${id}.`)
      subscriptions.set(id, { ...before, ...change })
      return tell('subscription', id)
    },
  }
  return cards
}

/** A bank takes back what of a charge was not given back before. */
function withDispute(charge: ChargeState): ChargeState {
  if (charge.dispute === 'none' || charge.disputed.amountMinor > 0) return charge
  const amountMinor = charge.received.amountMinor - charge.refunded.amountMinor
  return { ...charge, disputed: { ...charge.received, amountMinor } }
}
