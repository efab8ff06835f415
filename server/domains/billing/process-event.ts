import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import type { PaymentProvider } from '../../platform/payments/port.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { database, inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { announcePayment } from './announce-payment.ts'
import { announceSubscription } from './announce-subscription.ts'
import { applyCharge, type ChargeOutcome } from './apply-charge.ts'
import { applySubscription } from './apply-subscription.ts'
import { applyTransfer } from './apply-transfer.ts'
import { requireSystem } from './policy.ts'
import { seeSubscription } from './see-subscription.ts'
import type { SubscriptionRow } from './subscription.repository.ts'
import {
  findEvent,
  lockEvent,
  markFailed,
  markProcessed,
  type WebhookEventRow,
} from './webhook-event.repository.ts'
import { eventIdSchema, keptEventSchema, type KeptEvent } from './webhook-event.schemas.ts'

/** With what changed, for the pages that show it. */
type Applied = ChargeOutcome & { subscription?: SubscriptionRow }
type Apply = (tx: Transaction) => Promise<Applied>

/**
 * Works on a kept event: what it is about is read anew at the provider, then what that means for our payments is written
 * in one transaction with the event's outcome. An event that is done stays so. Throws `webhook-event.not-found`, and what
 * the provider throws while it is away.
 */
export async function processEvent(context: Context, input: { id: string }): Promise<{ outcome: string }> {
  requireSystem(context)
  const { id } = parseInput(eventIdSchema, input)
  const row = await findEvent(database(), id)
  if (!row) throw notFound('webhook-event', id)
  if (row.processedAt) return { outcome: row.outcome ?? '' }
  try {
    const provider = paymentProvider(row.provider)
    const readAnew = readOnceMore(provider, row)
    const apply = await prepare(context, provider, readAnew ?? row.event)
    const { outcome, paymentId, subscription } = await inTransaction(async (tx): Promise<Applied> => {
      const locked = await lockEvent(tx, id)
      if (locked?.processedAt) return { outcome: locked.outcome ?? '', paymentId: null }
      const done = await apply(tx)
      await markProcessed(tx, id, { at: context.now, outcome: done.outcome, readAnew })
      return done
    })
    if (paymentId !== null) await announcePayment(paymentId)
    if (subscription) await announceSubscription(subscription)
    return { outcome }
  } catch (error) {
    await markFailed(id, error instanceof Error ? error.message.slice(0, 1000) : String(error))
    throw error
  }
}

/** What could not be read when it came may be readable by now; it keeps the name that it was kept by. */
function readOnceMore(
  provider: PaymentProvider,
  { event, eventId, body }: WebhookEventRow,
): KeptEvent | null {
  if (body === null || keptEventSchema.parse(event).about !== 'unreadable') return null
  return keptEventSchema.parse({ ...provider.readBody(body), eventId })
}

/** Asks the provider what there is to ask, and gives what is then to be written. */
async function prepare(context: Context, provider: PaymentProvider, kept: unknown): Promise<Apply> {
  const event = keptEventSchema.parse(kept)
  switch (event.about) {
    case 'charge': {
      const charge = await provider.fetchCharge(event.subject)
      if (!charge) return () => Promise.resolve(unknown)
      const seen =
        charge.subscriptionId === null ? null : await seeSubscription(provider, charge.subscriptionId)
      return (tx) => applyCharge(tx, context, provider.name, charge, seen)
    }
    case 'subscription': {
      const seen = await seeSubscription(provider, event.subject)
      if (!seen) return () => Promise.resolve(unknown)
      return async (tx) => {
        const row = await applySubscription(tx, context, provider.name, seen)
        return row ? { outcome: row.state, paymentId: seen.state.paymentId, subscription: row } : unknown
      }
    }
    case 'transfer':
      return (tx) => applyTransfer(tx, context, provider, event.transfer)
    case 'nothing':
    case 'unreadable':
      return () => Promise.resolve({ outcome: event.about, paymentId: null })
  }
}

const unknown: ChargeOutcome = { outcome: 'unknown', paymentId: null }
