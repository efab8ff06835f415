import type { Stripe } from 'stripe'
import type { Renewals, SubscriptionState } from '../port.ts'
import { providerRefused } from '../errors.ts'
import { idOf, onStripe, orNull } from './client.ts'

/** Subscriptions that Stripe renews. */
export function createRenewals(stripe: Stripe): Renewals {
  return {
    fetch: (subject) =>
      onStripe(async () => {
        if (!subject.startsWith('sub_')) return null
        const subscription = await orNull(stripe.subscriptions.retrieve(subject))
        return subscription && describeSubscription(subscription)
      }),
    setCancelled: (providerId, isCancelled) =>
      onStripe(async () => {
        const subscription = await stripe.subscriptions.retrieve(providerId)
        const state = describeSubscription(subscription)
        if (state.state === 'ended' || state.cancelsAtPeriodEnd === isCancelled) return state
        return describeSubscription(
          await stripe.subscriptions.update(providerId, changeOf(subscription, isCancelled)),
        )
      }),
    end: (providerId) =>
      onStripe(async () => {
        const subscription = await orNull(stripe.subscriptions.retrieve(providerId))
        if (!subscription) return null
        const state = describeSubscription(subscription)
        if (state.state === 'ended') return state
        // Somebody may have ended it this moment: then there is none to cancel, and it is read once more.
        const ended = await orNull(stripe.subscriptions.cancel(providerId))
        return describeSubscription(ended ?? (await stripe.subscriptions.retrieve(providerId)))
      }),
    openPortal: ({ customerId, returnUrl, locale }) =>
      onStripe(async () => {
        const params = { customer: customerId, return_url: returnUrl, locale }
        return (await stripe.billingPortal.sessions.create(params)).url
      }),
  }
}

/** The portal may have set a date instead of the period's end; Stripe refuses both at once. */
function changeOf(subscription: Stripe.Subscription, isCancelled: boolean): Stripe.SubscriptionUpdateParams {
  if (isCancelled || subscription.cancel_at_period_end) return { cancel_at_period_end: isCancelled }
  return { cancel_at: '' }
}

/** How a subscription stands, in our words. */
export function describeSubscription(subscription: Stripe.Subscription): SubscriptionState {
  const [item] = subscription.items.data
  const customerId = idOf(subscription.customer)
  if (!item || customerId === null)
    throw providerRefused('stripe', `${subscription.id} is a subscription of nothing`)
  const { cancel_at: cancelAt } = subscription
  return {
    providerId: subscription.id,
    customerId,
    paymentId: subscription.metadata.paymentId ?? null,
    state: stateOf(subscription.status),
    periodStartsAt: new Date(item.current_period_start * 1000),
    periodEndsAt: new Date(item.current_period_end * 1000),
    cancelsAtPeriodEnd:
      subscription.cancel_at_period_end || (cancelAt !== null && cancelAt <= item.current_period_end),
  }
}

function stateOf(status: Stripe.Subscription.Status): SubscriptionState['state'] {
  switch (status) {
    case 'trialing':
      return 'trial'
    case 'active':
      return 'active'
    case 'canceled':
    case 'incomplete_expired':
      return 'ended'
    default:
      // `past_due`, `unpaid`, `incomplete`, `paused`: it lives, and money is missing.
      return 'past-due'
  }
}
