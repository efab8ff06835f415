import { z } from 'zod'
import { providerNameSchema } from './payment.schemas.ts'

const transferSchema = z.object({
  providerId: z.string(),
  fingerprint: z.string(),
  accountNumber: z.string(),
  direction: z.enum(['in', 'out']),
  amountVnd: z.int().positive(),
  code: z.string().nullable(),
  content: z.string(),
  reference: z.string().nullable(),
  at: z.coerce.date(),
})

/** An event as it is kept: what the provider's adapter read of it. */
export const keptEventSchema = z
  .object({ eventId: z.string().min(1).max(400), kind: z.string().max(200) })
  .and(
    z.discriminatedUnion('about', [
      z.object({ about: z.literal('charge'), subject: z.string() }),
      z.object({ about: z.literal('subscription'), subject: z.string() }),
      z.object({ about: z.literal('transfer'), transfer: transferSchema }),
      z.object({ about: z.literal('nothing') }),
      z.object({ about: z.literal('unreadable') }),
    ]),
  )
export type KeptEvent = z.infer<typeof keptEventSchema>

export const eventIdSchema = z.object({ id: z.uuid() })

/** How an event came in: by the provider's call, or found when the books were compared. */
export const eventOrigins = ['webhook', 'reconciliation'] as const

/** What of the inbox can be looked at by itself. */
export const shownEvents = ['open', 'failed', 'unreadable'] as const

export const listEventsSchema = z.object({
  provider: providerNameSchema.optional(),
  /** `open`: what is not done yet; `failed`: of it what was tried in vain; `unreadable`: what waits to be understood. */
  show: z.enum(['all', ...shownEvents]).default('all'),
  origin: z.enum(eventOrigins).optional(),
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
})
export type ListEventsInput = z.input<typeof listEventsSchema>

export const webhookEventDtoSchema = z.object({
  id: z.uuid(),
  provider: providerNameSchema,
  eventId: z.string(),
  kind: z.string(),
  origin: z.enum(eventOrigins),
  receivedAt: z.iso.datetime(),
  processedAt: z.iso.datetime().nullable(),
  /** `settled`, `held`, `credited`, `queued`, `quarantined`, `duplicate`, `unknown`, `foreign`, `unreadable`, … */
  outcome: z.string().nullable(),
  tries: z.int(),
  error: z.string().nullable(),
  /** Null where the body is gone: it was kept for as long as the house keeps them. */
  bodyBytes: z.int().nullable(),
})
export type WebhookEventDto = z.infer<typeof webhookEventDtoSchema>
/** An event with its body as it came, read as UTF-8; null where that is gone. */
export type WebhookEventWithBody = WebhookEventDto & { body: string | null }

/** More would take a run longer than it may: SePay answers two pages of a hundred transfers a second. */
export const mostReconciledDays = 92
const mostReconciledMs = mostReconciledDays * 24 * 60 * 60 * 1000

/** Both ends of a range, or neither: an open end would be another moment when the run begins. */
export const reconcileSchema = z
  .object({
    provider: providerNameSchema.optional(),
    from: z.coerce.date().optional(),
    until: z.coerce.date().optional(),
  })
  .refine(({ from, until }) => !from === !until, { path: ['until'] })
  .refine(({ from, until }) => !from || !until || from < until, { path: ['until'] })
  .refine(({ from, until }) => !from || !until || until.getTime() - from.getTime() <= mostReconciledMs, {
    path: ['from'],
  })
export type ReconcileInput = z.input<typeof reconcileSchema>
