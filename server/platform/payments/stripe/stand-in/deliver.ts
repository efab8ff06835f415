import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StripeEvent } from './objects.ts'

/** Where events go, and how badly. */
export type DeliveryPlan = {
  /** Null: nowhere. */
  url: string | null
  /** Several while a secret rotates: each signs. */
  secrets: readonly string[]
  /** Events wait until they are asked for. */
  isHeld: boolean
  /** How often each is sent. */
  times: number
  /** How long each is late. */
  delayMs: number
  /** How long after an answer other than 2xx it is sent again; the last is the end. */
  retryMs: readonly number[]
}
export type Delivered = { event: string; type: string; status: number | null }

export type Deliverer = {
  plan: DeliveryPlan
  /** Every try, in order. */
  delivered: Delivered[]
  announce: (event: StripeEvent) => void
  /** Sends what is held, or these again. */
  send: (
    events: readonly StripeEvent[] | null,
    order: 'as-happened' | 'reversed',
    times: number,
  ) => Promise<void>
  /** Resolves when no delivery is under way and none is waited for. */
  settled: () => Promise<void>
  close: () => Promise<void>
}

/** Stripe tries for days; a developer's instance is back within a minute. */
export const defaultRetries = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 60_000, 60_000]

/** Sends events to the endpoint, in the order in which they happened unless told otherwise. */
export function createDeliverer(plan: DeliveryPlan, now: () => Date): Deliverer {
  const delivered: Delivered[] = []
  const stopped = new AbortController()
  const underWay = new Set<Promise<void>>()
  let held: StripeEvent[] = []
  let last: Promise<void> = Promise.resolve()

  async function post(event: StripeEvent): Promise<boolean> {
    if (plan.url === null) return true
    const body = JSON.stringify(event)
    const signature = signPayload(body, plan.secrets, now())
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature }
    const limit = AbortSignal.any([stopped.signal, AbortSignal.timeout(30_000)])
    const request = { method: 'POST', headers, body, redirect: 'manual', signal: limit } as const
    const status = await fetch(plan.url, request).then(
      async (answer) => {
        await answer.body?.cancel()
        return answer.status
      },
      () => null,
    )
    if (!stopped.signal.aborted) delivered.push({ event: event.id, type: event.type, status })
    return status !== null && status >= 200 && status < 300
  }

  async function tryAgain(event: StripeEvent): Promise<void> {
    for (const delayMs of plan.retryMs) {
      await pause(delayMs, stopped.signal)
      if (stopped.signal.aborted || (await post(event))) break
    }
    event.pending_webhooks = 0
  }

  async function deliver(event: StripeEvent, times: number): Promise<void> {
    await pause(plan.delayMs, stopped.signal)
    for (let copy = 0; copy < times; copy++) {
      if (stopped.signal.aborted) return
      // What failed waits by itself and holds up none that comes after.
      if (!(await post(event))) track(tryAgain(event))
      else event.pending_webhooks = 0
    }
  }

  function track(work: Promise<void>): void {
    const done = work.finally(() => underWay.delete(done))
    underWay.add(done)
  }

  function queue(event: StripeEvent, times: number): void {
    last = last.then(() => deliver(event, times))
    track(last)
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }

  return {
    plan,
    delivered,
    settled,
    announce(event) {
      if (plan.isHeld) held.push(event)
      else queue(event, plan.times)
    },
    async send(events, order, times) {
      const chosen = events ?? held
      if (!events) held = []
      for (const event of order === 'reversed' ? chosen.toReversed() : chosen) queue(event, times)
      await last
    },
    async close() {
      stopped.abort()
      await settled()
    },
  }
}

/**
 * Signs as Stripe does: HMAC-SHA256 of `{timestamp}.{body}` in hex, by each secret.
 * @see https://docs.stripe.com/webhooks/signature
 */
export function signPayload(body: string, secrets: readonly string[], at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000)
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  )
  return [`t=${timestamp}`, ...signatures].join(',')
}

/** Waits; stopped earlier it just ends. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {})
}
