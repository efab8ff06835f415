import { Stripe } from 'stripe'
import { providerRefused } from '../errors.ts'
import type { ChargeState, PaymentProvider, ProviderEvent } from '../port.ts'
import { writeCurrency } from './charge-state.ts'
import { explainError, onStripe, openClient, orNull } from './client.ts'
import { fetchCharge, findIntentId } from './fetch-charge.ts'
import { describeEvent, eventKinds, readBody, readSignedEvent } from './read-event.ts'
import { createRenewals } from './renewals.ts'
import type { StripeConfig } from './settings.ts'
import { startCharge } from './start-charge.ts'

/** Cards by Stripe: Checkout Sessions, the Customer Portal, refunds and disputes. */
export function createStripe(config: StripeConfig): PaymentProvider {
  const stripe = openClient(config)
  return {
    name: 'stripe',
    currencies: ['VND', 'USD'],
    accountNumbers: [],
    start: (charge) => onStripe(() => startCharge(stripe, charge, config.now())),
    stop: (providerId) => onStripe(() => stopCharge(stripe, providerId)),
    readEvent: (headers, rawBody, now) => readSignedEvent(headers, rawBody, config.webhookSecrets, now),
    readBody,
    fetchCharge: (subject) => onStripe(() => fetchCharge(stripe, subject)),
    refund: ({ providerId, money, requestKey }) =>
      onStripe(async () => {
        const intentId = await findIntentId(stripe, providerId)
        if (intentId === null) throw providerRefused('stripe', `nothing was collected by ${providerId}`)
        const { id: intent, currency } = await stripe.paymentIntents.retrieve(intentId)
        if (currency !== writeCurrency(money.currency))
          throw providerRefused('stripe', `${providerId} was paid in ${currency}, not in ${money.currency}`)
        const sent = await findRefund(stripe, intent, requestKey)
        if (sent) return { providerId: sent }
        const refund = await stripe.refunds.create(
          { payment_intent: intent, amount: money.amountMinor, metadata: { requestKey } },
          { idempotencyKey: `refund-${requestKey}` },
        )
        return { providerId: refund.id }
      }),
    renewals: createRenewals(stripe),
    listEvents: (range) => listEvents(stripe, range),
  }
}

/** Stripe forgets the key of a request after a day, but never what its refunds were made with. */
async function findRefund(stripe: Stripe, intent: string, requestKey: string): Promise<string | null> {
  for await (const { id, metadata } of stripe.refunds.list({ payment_intent: intent, limit: 100 }))
    if (metadata?.requestKey === requestKey) return id
  return null
}

async function stopCharge(stripe: Stripe, providerId: string): Promise<ChargeState | null> {
  if (!providerId.startsWith('cs_')) return null
  try {
    if ((await orNull(stripe.checkout.sessions.expire(providerId))) === null) return null
  } catch (error) {
    // Stripe ends only what is open: what has ended before, paid or not, is told as it is.
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400) throw error
  }
  return fetchCharge(stripe, providerId)
}

/** Stripe keeps events for thirty days. */
async function* listEvents(
  stripe: Stripe,
  { from, until }: { from: Date; until: Date },
): AsyncGenerator<ProviderEvent> {
  const created = { gte: Math.floor(from.getTime() / 1000), lte: Math.ceil(until.getTime() / 1000) }
  const listed = stripe.events.list({ created, types: [...eventKinds], limit: 100 })
  try {
    for await (const event of listed) yield describeEvent(event)
  } catch (error) {
    throw explainError(error)
  }
}
