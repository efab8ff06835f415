import type { Context } from '../../platform/context/context.ts'
import type { EventDefinition } from '../../platform/outbox/define-event.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { subscriptionEndedEvent, type subscriptionStartedEvent } from './events.ts'
import { changeSubscription, type SubscriptionRow } from './subscription.repository.ts'

/** Announces that something happened to a subscription, beside the change. */
export async function tellSubscription(
  tx: Transaction,
  context: Context,
  event: EventDefinition<string, (typeof subscriptionStartedEvent)['schema']>,
  { id, accountId, planId, state, periodEndsAt }: SubscriptionRow,
): Promise<void> {
  const payload = { subscriptionId: id, accountId, planId, state, periodEndsAt: periodEndsAt.toISOString() }
  await recordEvent(tx, context, event, payload)
}

/** Ends a locked subscription for good; one that has ended stays as it is. */
export async function endSubscription(
  tx: Transaction,
  context: Context,
  before: SubscriptionRow,
  why: EndedBecause,
): Promise<SubscriptionRow> {
  if (before.endedAt) return before
  const details = { ...detailsOf(before), endedBecause: why }
  const ended = await changeSubscription(tx, before, { state: 'ended', endedAt: context.now, details })
  await tellSubscription(tx, context, subscriptionEndedEvent, ended)
  return ended
}

/**
 * Whether a living plan leaves no room for another: it is paid, or on trial, and nobody has given it up. What comes for
 * another one then buys nothing.
 */
export function goesOn({ state }: SubscriptionRow): boolean {
  return state === 'trial' || state === 'active'
}

/** `credited`: what was collected for it bought nothing: the account had a plan or is gone, or it was sold no more. */
export type EndedBecause = 'run-out' | 'replaced' | 'refunded' | 'erased' | 'provider' | 'credited'

/** What a row keeps beside its columns. */
export function detailsOf({ details }: SubscriptionRow): SubscriptionDetails {
  return details as SubscriptionDetails
}

export type SubscriptionDetails = {
  endedBecause?: EndedBecause
  /** The end of the trial that it began with. ISO 8601, UTC. */
  trialEndsAt?: string
  /** Whose page shows their card. */
  customerId?: string
  /** When what the provider told last was asked for. ISO 8601, UTC. */
  seenAt?: string
  /** The end of the period whose renewal was asked for, or of the trial whose first charge was told of. ISO 8601, UTC. */
  askedFor?: string
}
