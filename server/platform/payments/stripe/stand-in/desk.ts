import { Stripe } from 'stripe'
import type { Deliverer } from './deliver.ts'
import type { StandInObject } from './objects.ts'
import type { Store } from './store.ts'

/** What goes wrong on demand, and how often still. */
export type Faults = {
  /** Answered 429. */
  refuse: number
  /** Answered 500, nothing done. */
  errors: number
  /** Done, but the answer is lost. */
  cut: number
  /** How late every answer is. */
  delayMs: number
}

/** Everything that answers requests and carries out orders shares. */
export type Desk = {
  store: Store
  deliverer: Deliverer
  faults: Faults
  now: () => Date
  /** Address of the stand-in itself. */
  base: () => string
  /** The request that is being answered, for the events that it causes. */
  request: { id: string; key: string | null } | null
}

/** The moment, in Stripe's seconds. */
export function seconds(desk: Desk): number {
  return Math.floor(desk.now().getTime() / 1000)
}

/** Records that something happened, as the thing then was, and tells the endpoint. */
export function emit(desk: Desk, type: string, object: Exclude<StandInObject, { object: 'event' }>): void {
  const event = desk.store.add('event', {
    created: seconds(desk),
    api_version: Stripe.API_VERSION,
    type,
    data: { object: structuredClone(object) },
    pending_webhooks: 1,
    request: desk.request && { id: desk.request.id, idempotency_key: desk.request.key },
  })
  desk.deliverer.announce(event)
}
