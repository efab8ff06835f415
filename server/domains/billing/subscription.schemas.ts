import { z } from 'zod'
import { currencies } from '../../platform/money/money.ts'
import { ownPathSchema, providerNameSchema } from './payment.schemas.ts'

export const subscriptionStates = ['trial', 'active', 'past-due', 'cancelled', 'ended'] as const

/** When who pays by transfer is asked for the next period, in days before its beginning. */
export const askBeforeDays = 7
/** When who is on trial is told of its first charge, in days before it. */
export const tellTrialDays = 3
/** How long a plan that was not renewed waits for its transfer, in days; nothing can be watched by it meanwhile. */
export const graceDays = 3

export const subscriptionIdSchema = z.object({ subscriptionId: z.uuid() })
export const openPortalSchema = z.object({
  subscriptionId: z.uuid(),
  returnPath: ownPathSchema.default('/billing'),
  locale: z.enum(['vi', 'en']).default('vi'),
})

export const listSubscriptionsSchema = z.object({
  /** Whose; one's own where it is left out by who may not read all. */
  accountId: z.uuid().optional(),
  /** Whose, as staff look for people: part of a name or an e-mail address. */
  person: z.string().trim().min(1).max(200).optional(),
  state: z.enum(subscriptionStates).optional(),
  planId: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
})
export type ListSubscriptionsInput = z.input<typeof listSubscriptionsSchema>

export const subscriptionDtoSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  plan: z.object({ id: z.uuid(), slug: z.string(), name: z.object({ vi: z.string(), en: z.string() }) }),
  priceId: z.uuid(),
  interval: z.enum(['month', 'year']),
  currency: z.enum(currencies),
  amountMinor: z.int(),
  provider: providerNameSchema,
  /** `cancelled` runs to the end of what is paid. */
  state: z.enum(subscriptionStates),
  /** A card is charged again by itself; who pays by transfer is asked. */
  renews: z.enum(['by-itself', 'by-transfer']),
  startedAt: z.iso.datetime(),
  periodStartsAt: z.iso.datetime(),
  periodEndsAt: z.iso.datetime(),
  cancelledAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})
export type SubscriptionDto = z.infer<typeof subscriptionDtoSchema>

export const renewalOfSchema = z.object({
  planId: z.uuid(),
  interval: z.enum(['month', 'year']),
  currency: z.enum(currencies),
})
/** What the next period of a plan costs today. */
export const renewalDtoSchema = z.object({
  priceId: z.uuid(),
  currency: z.enum(currencies),
  amountMinor: z.int(),
})
export type RenewalDto = z.infer<typeof renewalDtoSchema>

/** How many plans are in each state, and what those that go on bring in. */
export const subscriptionCountsSchema = z.object({
  byState: z.record(z.enum(subscriptionStates), z.int()),
  /** What the active ones cost for a month, a year's price divided by twelve. */
  monthly: z.array(z.object({ currency: z.enum(currencies), amountMinor: z.int() })),
})
export type SubscriptionCounts = z.infer<typeof subscriptionCountsSchema>

/** Tells the pages of an account, over the socket, to read one of its plans again. */
export const subscriptionChanged = 'subscription.changed'
export const subscriptionChangedSchema = z.object({
  subscriptionId: z.uuid(),
  state: z.enum(subscriptionStates),
})
export type SubscriptionChangedMessage = z.infer<typeof subscriptionChangedSchema>
