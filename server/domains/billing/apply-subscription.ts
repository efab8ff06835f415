import type { Context } from '../../platform/context/context.ts'
import type { ProviderName, SubscriptionState } from '../../platform/payments/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { hasAccount } from '../identity/index.ts'
import {
  subscriptionCancelledEvent,
  subscriptionEndedEvent,
  subscriptionPastDueEvent,
  subscriptionRenewedEvent,
  subscriptionResumedEvent,
  subscriptionStartedEvent,
} from './events.ts'
import { changePayment, lockAccountMoney, lockPayment, type PaymentRow } from './payment.repository.ts'
import { requirePrice } from './price.repository.ts'
import { detailsOf, endSubscription, goesOn, tellSubscription } from './subscription-changes.ts'
import {
  changeSubscription,
  findLivingSubscription,
  findSubscriptionByProviderId,
  insertSubscription,
  lockSubscription,
  type SubscriptionRow,
} from './subscription.repository.ts'

/** A subscription as its provider told of it, and when it was asked. */
export type SeenSubscription = { state: SubscriptionState; seenAt: Date }

/**
 * Takes over how a subscription stands at its provider; null for one that no payment of ours began. What was seen before
 * the last change is passed over, an end is final. A new one takes the place of a plan that was given up or not renewed,
 * once its first charge is paid (`isPaid`) or it needs none; beside one that goes on, where what was paid for it bought
 * nothing, or for an account that is gone, it is ended as it begins, and its provider then ends it too. So is one that was
 * given up while it was past due: nobody has paid for what is left of its period, as `cancelSubscription` has it.
 */
export async function applySubscription(
  tx: Transaction,
  context: Context,
  provider: ProviderName,
  seen: SeenSubscription,
  isPaid = false,
): Promise<SubscriptionRow | null> {
  const { state } = seen
  // Payments are locked before what hangs on their account, everywhere.
  const payment = state.paymentId === null ? null : await lockPayment(tx, state.paymentId)
  const known = await findSubscriptionByProviderId(tx, provider, state.providerId)
  const accountId = known?.accountId ?? payment?.accountId
  if (accountId === undefined) return null
  await lockAccountMoney(tx, accountId)
  const found = known ?? (await findSubscriptionByProviderId(tx, provider, state.providerId))
  const before = found && (await lockSubscription(tx, found.id))
  if (before) return change(tx, context, before, seen)
  if (payment?.provider !== provider) return null
  // One whose first payment has yet to succeed, or failed, takes nothing's place.
  const hasBegun =
    isPaid || payment.state === 'settled' || state.state === 'trial' || state.state === 'active'
  return hasBegun ? begin(tx, context, payment, seen) : null
}

async function begin(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  { state, seenAt }: SeenSubscription,
): Promise<SubscriptionRow | null> {
  const { plan } = await requirePrice(tx, payment.priceId)
  if (!plan) return null
  const living = await findLivingSubscription(tx, payment.accountId)
  const locked = living && (await lockSubscription(tx, living.id))
  const isUnneeded =
    state.state !== 'ended' &&
    (boughtNothing(payment) ||
      (locked !== null && goesOn(locked)) ||
      !(await hasAccount(tx, payment.accountId)))
  if (locked && state.state !== 'ended' && !isUnneeded) await endSubscription(tx, context, locked, 'replaced')
  const row = await insertSubscription(tx, {
    accountId: payment.accountId,
    planId: plan.id,
    priceId: payment.priceId,
    provider: payment.provider,
    providerId: state.providerId,
    state: isUnneeded ? 'ended' : stateOf(state),
    startedAt: state.periodStartsAt,
    periodStartsAt: state.periodStartsAt,
    periodEndsAt: state.periodEndsAt,
    cancelledAt: stateOf(state) === 'cancelled' ? seenAt : null,
    endedAt: isUnneeded ? context.now : state.state === 'ended' ? seenAt : null,
    renews: 'by-itself',
    details: {
      customerId: state.customerId,
      seenAt: seenAt.toISOString(),
      ...(state.state === 'trial' && { trialEndsAt: state.periodEndsAt.toISOString() }),
      ...(isUnneeded && { endedBecause: 'credited' }),
    },
  })
  if (isUnneeded) {
    if (payment.subscriptionId === null) await changePayment(tx, payment.id, { subscriptionId: row.id })
    await tellSubscription(tx, context, subscriptionEndedEvent, row)
    return row
  }
  const { periodStartsAt, periodEndsAt } = state
  if (payment.subscriptionId === null)
    await changePayment(tx, payment.id, { subscriptionId: row.id, periodStartsAt, periodEndsAt })
  await tellSubscription(tx, context, subscriptionStartedEvent, row)
  return isGivenUpUnpaid(state) ? endSubscription(tx, context, row, 'run-out') : row
}

/** Its money came and was credited. */
function boughtNothing({ state, receivedMinor }: PaymentRow): boolean {
  return receivedMinor > 0 && state !== 'settled' && state !== 'held'
}

async function change(
  tx: Transaction,
  context: Context,
  before: SubscriptionRow,
  { state, seenAt }: SeenSubscription,
): Promise<SubscriptionRow> {
  const details = detailsOf(before)
  if (before.endedAt || (details.seenAt !== undefined && seenAt < new Date(details.seenAt))) return before
  if (state.state === 'ended') return endSubscription(tx, context, before, 'provider')
  if (isGivenUpUnpaid(state)) return endSubscription(tx, context, before, 'run-out')
  const next = stateOf(state)
  const isLonger = state.periodEndsAt > before.periodEndsAt
  const asSeen = { ...details, customerId: state.customerId, seenAt: seenAt.toISOString() }
  // What was asked for earlier and comes later must not undo what is as it was.
  if (next === before.state && !isLonger) return changeSubscription(tx, before, { details: asSeen })
  const row = await changeSubscription(tx, before, {
    state: next,
    periodStartsAt: state.periodStartsAt,
    periodEndsAt: state.periodEndsAt,
    cancelledAt: next === 'cancelled' ? (before.cancelledAt ?? seenAt) : null,
    details: asSeen,
  })
  if (isLonger) await tellSubscription(tx, context, subscriptionRenewedEvent, row)
  if (next !== before.state) await tellState(tx, context, before, row)
  return row
}

async function tellState(
  tx: Transaction,
  context: Context,
  before: SubscriptionRow,
  row: SubscriptionRow,
): Promise<void> {
  if (row.state === 'past-due') await tellSubscription(tx, context, subscriptionPastDueEvent, row)
  else if (row.state === 'cancelled') await tellSubscription(tx, context, subscriptionCancelledEvent, row)
  else if (before.state === 'cancelled') await tellSubscription(tx, context, subscriptionResumedEvent, row)
}

function stateOf({ state, cancelsAtPeriodEnd }: SubscriptionState): SubscriptionRow['state'] {
  return cancelsAtPeriodEnd && (state === 'trial' || state === 'active') ? 'cancelled' : state
}

function isGivenUpUnpaid({ state, cancelsAtPeriodEnd }: SubscriptionState): boolean {
  return cancelsAtPeriodEnd && state === 'past-due'
}
