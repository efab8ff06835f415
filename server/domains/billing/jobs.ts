import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'
import { billingMailSchema } from './billing-mail.schemas.ts'
import { staffMailSchema, staffNewsSchema } from './staff-mail.schemas.ts'
import { reconcileSchema } from './webhook-event.schemas.ts'

const minute = 60_000
const hour = 60 * minute

/** A provider may be away for long: over two hours of tries. */
const asking = {
  queue: 'commerce',
  attempts: 20,
  backoff: { delayMs: 1000, maxDelayMs: 10 * minute },
  timeoutMs: minute,
} as const

const sweeping = {
  queue: 'commerce',
  schema: z.object({}),
  attempts: 3,
  backoff: { delayMs: 10_000, maxDelayMs: minute },
  timeoutMs: 5 * minute,
} as const

/** A provider's call was kept: what it means is read and written. */
export const processWebhookEventJob = defineJob({
  name: 'process-webhook-event',
  schema: z.object({ id: z.uuid() }),
  ...asking,
})

/** On whatever changes what a payment paid for: opens it, or takes it back. */
export const settleRightJob = defineJob({
  name: 'settle-right',
  schema: z.object({ paymentId: z.uuid() }),
  ...asking,
})

/** On whatever changes a subscription: opens its trial, or takes it back. */
export const settleTrialJob = defineJob({
  name: 'settle-trial',
  schema: z.object({ subscriptionId: z.uuid() }),
  ...asking,
})

/** A subscription was ended here: its provider collects no more of it. */
export const endAtProviderJob = defineJob({
  name: 'end-at-provider',
  schema: z.object({ subscriptionId: z.uuid() }),
  ...asking,
})

/** Staff gave money back: the provider sends it. */
export const sendRefundJob = defineJob({
  name: 'send-refund',
  schema: z.object({ refundId: z.uuid() }),
  ...asking,
})

const mailing = {
  queue: 'notify',
  attempts: 8,
  backoff: { delayMs: 5000, maxDelayMs: hour / 2 },
  timeoutMs: minute,
} as const

/** Sends one of the mails about money; a run is one mail, however often it is tried. */
export const sendBillingMailJob = defineJob({
  ...mailing,
  name: 'send-billing-mail',
  schema: billingMailSchema,
})

/** Something waits for staff: each who may act on it gets a mail. */
export const tellStaffJob = defineJob({ ...mailing, name: 'tell-staff', schema: staffNewsSchema })

/** Sends one of them; a run is one mail to one of the staff. */
export const sendStaffMailJob = defineJob({ ...mailing, name: 'send-staff-mail', schema: staffMailSchema })

/** Payments whose time is over expire. */
export const sweepPaymentsJob = defineJob({ name: 'sweep-payments', everyMs: minute, ...sweeping })

/** Plans that renew by transfer: asks a week ahead, ends what has run out. */
export const sweepSubscriptionsJob = defineJob({
  name: 'sweep-subscriptions',
  everyMs: 10 * minute,
  ...sweeping,
})

/** What happened at the providers lately and no call told of: the last hours where no range is given. */
export const reconcilePaymentsJob = defineJob({
  ...asking,
  name: 'reconcile-payments',
  schema: reconcileSchema,
  timeoutMs: 30 * minute,
  everyMs: 15 * minute,
})

/** The same over the last days, for when this house itself was away. */
export const reconcileDaysJob = defineJob({
  ...asking,
  name: 'reconcile-payment-days',
  schema: z.object({}),
  timeoutMs: 60 * minute,
  everyMs: 24 * hour,
})

/** Proves the book; a run that dies is the alarm. */
export const proveLedgerJob = defineJob({ ...sweeping, name: 'prove-ledger', everyMs: 24 * hour })

/** Bodies of webhooks that were done long ago are emptied. */
export const forgetBodiesJob = defineJob({ ...sweeping, name: 'forget-webhook-bodies', everyMs: 24 * hour })
