import { Stripe } from 'stripe'
import type { Charge, StartedCharge } from '../port.ts'
import { writeCurrency } from './charge-state.ts'

const minuteMs = 60_000
/** A little more than Stripe's least and less than its most, for the call's own time. */
const leastMs = 30.5 * minuteMs
const mostMs = 24 * 60 * minuteMs - minuteMs

/**
 * Opens a Checkout Session. Asked again for the same payment it gives the same one: by its key or, where something
 * that the customer reads has changed meanwhile, by looking for it.
 */
export async function startCharge(stripe: Stripe, charge: Charge, now: Date): Promise<StartedCharge> {
  const session = await stripe.checkout.sessions
    .create(describeCheckout(charge, now), { idempotencyKey: `payment-${charge.paymentId}` })
    .catch(async (error: unknown) => {
      const isChanged = error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode === 400
      const known = isChanged ? await findSession(stripe, charge.paymentId, now) : null
      if (known) return known
      throw error
    })
  // A session that has ended has no page any more: what became of it stands on ours.
  const instead = session.status === 'complete' ? charge.returnUrl : charge.cancelUrl
  return { kind: 'page', providerId: session.id, url: session.url ?? instead }
}

async function findSession(
  stripe: Stripe,
  paymentId: string,
  now: Date,
): Promise<Stripe.Checkout.Session | null> {
  // Stripe forgets keys after a day, so a session whose key it knows is not older than two.
  const created = { gte: Math.floor(now.getTime() / 1000) - 2 * 24 * 3600 }
  for await (const session of stripe.checkout.sessions.list({ created, limit: 100 }))
    if (session.metadata?.paymentId === paymentId) return session
  return null
}

function describeCheckout(charge: Charge, now: Date): Stripe.Checkout.SessionCreateParams {
  const { paymentId, description, renewal } = charge
  const metadata = { paymentId, code: charge.code }
  return {
    mode: renewal ? 'subscription' : 'payment',
    client_reference_id: paymentId,
    metadata,
    customer_email: charge.email,
    locale: charge.locale,
    success_url: charge.returnUrl,
    cancel_url: charge.cancelUrl,
    expires_at: Math.ceil(endOf(charge.expiresAt, now) / 1000),
    // What somebody saw is what they pay: no price in a currency that Stripe chooses.
    adaptive_pricing: { enabled: false },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: writeCurrency(charge.money.currency),
          unit_amount: charge.money.amountMinor,
          product_data: { name: description },
          ...(renewal && { recurring: { interval: renewal.interval } }),
        },
      },
    ],
    ...(renewal
      ? {
          subscription_data: {
            description,
            metadata,
            ...(renewal.trialDays > 0 && { trial_period_days: renewal.trialDays }),
          },
        }
      : { payment_intent_data: { description, metadata } }),
  }
}

function endOf(expiresAt: Date, now: Date): number {
  return Math.min(Math.max(expiresAt.getTime(), now.getTime() + leastMs), now.getTime() + mostMs)
}
