import type { Context } from '../../platform/context/context.ts'
import type { ProviderEvent, ProviderName } from '../../platform/payments/port.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { wakeListeners } from '../../platform/postgres/wake-listeners.ts'
import { webhookRefused, webhookTooLarge } from './errors.ts'
import { requireSystem } from './policy.ts'
import { inboxChannel } from './take-in-events.ts'
import { insertEvent } from './webhook-event.repository.ts'
import { mostWebhookBytes } from './webhook-limits.ts'

/** What a provider's call brought, byte for byte. */
export type WebhookCall = {
  provider: ProviderName
  headers: Pick<Headers, 'get'>
  rawBody: Uint8Array
}

/**
 * Keeps what a provider's call tells, once for each of its events, in one statement and nothing else, so that the call is
 * answered at once; the worker takes it in from there (`takeInEvents`). Throws `webhook.refused` for what is not theirs,
 * altered or too old, `input.too-large`, `payment.provider-off`: nothing is written then.
 */
export async function keepEvent(context: Context, call: WebhookCall): Promise<{ isNew: boolean }> {
  requireSystem(context)
  const { provider: name, headers, rawBody } = call
  const provider = paymentProvider(name)
  if (rawBody.byteLength > mostWebhookBytes) throw webhookTooLarge()
  const event = provider.readEvent(headers, rawBody, context.now)
  if (!event) throw webhookRefused(name)
  return keep(context, { provider: name, event, body: rawBody, origin: 'webhook' })
}

/** Keeps an event that no call told of, found while the books were compared with the provider's. */
export async function keepFoundEvent(
  context: Context,
  { provider, event }: { provider: ProviderName; event: ProviderEvent },
): Promise<{ isNew: boolean }> {
  requireSystem(context)
  const body = new TextEncoder().encode(event.about === 'unreadable' ? event.told : JSON.stringify(event))
  return keep(context, { provider, event, body, origin: 'reconciliation' })
}

async function keep(
  context: Context,
  kept: {
    provider: ProviderName
    event: ProviderEvent
    body: Uint8Array
    origin: 'webhook' | 'reconciliation'
  },
): Promise<{ isNew: boolean }> {
  const { event, ...values } = kept
  const { eventId, kind, about } = event
  // Trying again would read no more of it: it waits for a Marquee that can.
  const outcome = about === 'nothing' || about === 'unreadable' ? about : null
  const isNew = await insertEvent({
    ...values,
    eventId,
    kind,
    // Its body is kept beside it.
    event: about === 'unreadable' ? { eventId, kind, about } : event,
    receivedAt: context.now,
    processedAt: outcome === null ? null : context.now,
    outcome,
  })
  if (isNew && outcome === null) wakeListeners(inboxChannel)
  return { isNew }
}
