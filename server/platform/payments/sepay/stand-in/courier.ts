import { setTimeout as sleep } from 'node:timers/promises'
import type { Bank, Delivery } from './bank.ts'
import type { DeliveryOrder, MadeTransfer } from './orders.ts'
import { webhookBody, webhookHeaders, type Authentication } from './webhook-call.ts'

export type Destination = { url: string; authentication: Authentication }

/** SePay's: eight tries in all, Fibonacci's minutes between them, the last after 33. */
const minutesBefore = [0, 1, 1, 2, 3, 5, 8, 13]
/** How long SePay waits for an answer. */
const answerWithinMs = 30_000

export type Courier = {
  send: (transfer: MadeTransfer, order: DeliveryOrder) => void
  close: () => Promise<void>
}

/** Sends webhooks, and again while they are not answered by 2xx; goes on with those that a former one left. */
export function openCourier(
  bank: Bank,
  options: { destination: Destination; now: () => Date; minuteMs: number },
): Courier {
  const { destination, now, minuteMs } = options
  const stop = new AbortController()
  const onTheWay = new Set<Promise<void>>()

  async function attempt(transfer: MadeTransfer, webhookId: number): Promise<number | null> {
    const body = webhookBody(transfer, webhookId)
    const headers = await webhookHeaders(destination.authentication, body, now())
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(answerWithinMs)])
    try {
      const answer = await fetch(destination.url, { method: 'POST', body, headers, signal })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return null
    }
  }

  async function deliver(transfer: MadeTransfer, delivery: Delivery, delayMs: number): Promise<void> {
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: stop.signal })
    while (delivery.state === 'waiting') {
      const waitMs = (minutesBefore[delivery.answers.length] ?? 0) * minuteMs
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: stop.signal })
      const status = await attempt(transfer, delivery.webhookId)
      // Stopped midway: the next courier tries this one again.
      if (stop.signal.aborted) return
      delivery.answers.push(status)
      if (status !== null && status >= 200 && status < 300) delivery.state = 'delivered'
      else if (delivery.answers.length === minutesBefore.length) delivery.state = 'failed'
      bank.save()
    }
  }

  function start(transfer: MadeTransfer, delivery: Delivery, delayMs: number): void {
    const work = deliver(transfer, delivery, delayMs).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    onTheWay.add(work)
    void work.finally(() => onTheWay.delete(work))
  }

  for (const delivery of bank.deliveries) {
    const transfer = bank.find(delivery.apiId)
    if (transfer && delivery.state === 'waiting') start(transfer, delivery, 0)
  }
  return {
    send(transfer, { copies, delayMinutes, renumber }) {
      const webhookId = renumber ? bank.newWebhookId() : transfer.webhookId
      for (let copy = 0; copy < copies; copy += 1) {
        const delivery: Delivery = { apiId: transfer.apiId, webhookId, state: 'waiting', answers: [] }
        bank.deliveries.push(delivery)
        start(transfer, delivery, delayMinutes * minuteMs)
      }
    },
    async close() {
      stop.abort()
      await Promise.allSettled(onTheWay)
    },
  }
}
