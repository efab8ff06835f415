import type { Context } from '../../platform/context/context.ts'
import { paymentProviders } from '../../platform/payments/providers.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { addInterval } from './add-interval.ts'
import { subscriptionRenewedEvent, subscriptionStartedEvent } from './events.ts'
import type { PaymentChange, PaymentRow } from './payment.repository.ts'
import type { PriceRow } from './price.repository.ts'
import { findPossession } from './find-possession.ts'
import { detailsOf, endSubscription, goesOn, tellSubscription } from './subscription-changes.ts'
import {
  changeSubscription,
  findLivingSubscription,
  insertSubscription,
  lockSubscription,
  type SubscriptionRow,
} from './subscription.repository.ts'

/**
 * Opens the time that a payment by transfer pays of a plan, and gives it: a subscription begins, or the living one of the
 * same plan goes on longer. It begins now, whenever the bank had the money: nobody loses the days in which it was not
 * known. `elsewhere` where another plan goes on, a card pays it already, or what it would buy is the account's: this buys
 * nothing then. What a card renews is opened by what its provider tells of the subscription. The account's money is locked.
 */
export async function openPeriod(
  tx: Transaction,
  context: Context,
  { payment, offer, paidAt }: { payment: PaymentRow; offer: PriceRow; paidAt: Date },
): Promise<PaymentChange | 'elsewhere'> {
  const { interval } = offer.price
  const at = context.now
  if (!interval || !offer.plan) {
    const { accountId, id } = payment
    return (await findPossession(tx, context, { accountId, offer, butFor: id })) ? 'elsewhere' : {}
  }
  if (renewsByItself(payment)) return (await isPaidElsewhere(tx, payment, paidAt)) ? 'elsewhere' : {}
  const found = await findLivingSubscription(tx, payment.accountId)
  const locked = found && (await lockSubscription(tx, found.id))
  // The sweep may have ended it while this waited for the row.
  const living = locked?.endedAt ? null : locked
  if (living && living.planId === offer.plan.id && living.renews === 'by-transfer')
    return extend(tx, context, { living, payment, interval })
  if (living && goesOn(living)) return 'elsewhere'
  if (living) await endSubscription(tx, context, living, 'replaced')
  const periodEndsAt = addInterval(at, interval)
  const started = await insertSubscription(tx, {
    accountId: payment.accountId,
    planId: offer.plan.id,
    priceId: payment.priceId,
    provider: payment.provider,
    state: 'active',
    startedAt: at,
    periodStartsAt: at,
    periodEndsAt,
    renews: 'by-transfer',
  })
  await tellSubscription(tx, context, subscriptionStartedEvent, started)
  return { subscriptionId: started.id, periodStartsAt: at, periodEndsAt }
}

async function extend(
  tx: Transaction,
  context: Context,
  { living, payment, interval }: { living: SubscriptionRow; payment: PaymentRow; interval: 'month' | 'year' },
): Promise<PaymentChange> {
  const at = context.now
  const isAhead = living.periodEndsAt > at
  const periodStartsAt = isAhead ? living.periodEndsAt : at
  const periodEndsAt = addInterval(periodStartsAt, interval)
  const renewed = await changeSubscription(tx, living, {
    state: 'active',
    cancelledAt: null,
    priceId: payment.priceId,
    periodStartsAt: isAhead ? living.periodStartsAt : at,
    periodEndsAt,
  })
  await tellSubscription(tx, context, subscriptionRenewedEvent, renewed)
  return { subscriptionId: living.id, periodStartsAt, periodEndsAt }
}

/** Whether a card pays what goes on by another payment, or what was ended here before it was charged. */
async function isPaidElsewhere(tx: Transaction, payment: PaymentRow, paidAt: Date): Promise<boolean> {
  const { subscriptionId, accountId } = payment
  const own = subscriptionId === null ? null : await lockSubscription(tx, subscriptionId)
  if (!own) {
    const living = await findLivingSubscription(tx, accountId)
    return living !== null && goesOn(living)
  }
  const { endedBecause } = detailsOf(own)
  if (!own.endedAt || endedBecause === undefined || endedBecause === 'provider') return false
  return endedBecause === 'credited' || paidAt >= own.endedAt
}

/** Settled after its provider was switched off, a payment is still what it was. */
function renewsByItself({ provider: name }: PaymentRow): boolean {
  const provider = paymentProviders().find((candidate) => candidate.name === name)
  return provider ? provider.renewals !== null : name === 'stripe'
}
