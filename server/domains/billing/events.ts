import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

const ofPayment = z.object({
  paymentId: z.uuid(),
  accountId: z.uuid(),
  provider: z.string(),
  currency: z.string(),
  /** What moved now. */
  amountMinor: z.int(),
})

/** The price is there: what it paid for is to be opened. */
export const paymentSettledEvent = defineEvent(
  'payment.settled',
  ofPayment.extend({ priceId: z.uuid(), subscriptionId: z.uuid().nullable() }),
)

/** Too little has come; the customer is told how much is missing. */
export const paymentHeldEvent = defineEvent('payment.held', ofPayment.extend({ missingMinor: z.int() }))

/** Money that bought nothing, or was too much, stands to the customer's credit. */
export const paymentCreditedEvent = defineEvent('payment.credited', ofPayment)

/** Money went back; what a whole refund paid for is to be withdrawn. */
export const paymentRefundedEvent = defineEvent(
  'payment.refunded',
  ofPayment.extend({ isWhole: z.boolean() }),
)

/** Money that was sent back did not arrive: what it had paid for is opened again, where it had been taken back. */
export const paymentRefundFailedEvent = defineEvent(
  'payment.refund-failed',
  ofPayment.extend({
    /** Whether all of the payment was back before. */
    wasWhole: z.boolean().default(false),
  }),
)

export const paymentExpiredEvent = defineEvent('payment.expired', ofPayment)

export const disputeOpenedEvent = defineEvent('dispute.opened', ofPayment)
export const disputeWonEvent = defineEvent('dispute.won', ofPayment)
export const disputeLostEvent = defineEvent('dispute.lost', ofPayment)

const ofTransfer = z.object({ transferId: z.uuid(), amountMinor: z.int(), why: z.string() })

/** A transfer waits for staff: nobody is known for it. */
export const transferQueuedEvent = defineEvent('transfer.queued', ofTransfer)
/** A transfer was told of that came to an account, or in a currency, that is not ours. */
export const transferQuarantinedEvent = defineEvent('transfer.quarantined', ofTransfer)

const ofSubscription = z.object({
  subscriptionId: z.uuid(),
  accountId: z.uuid(),
  planId: z.uuid(),
  state: z.string(),
  periodEndsAt: z.iso.datetime(),
})

export const subscriptionStartedEvent = defineEvent('subscription.started', ofSubscription)
export const subscriptionRenewedEvent = defineEvent('subscription.renewed', ofSubscription)
export const subscriptionPastDueEvent = defineEvent('subscription.past-due', ofSubscription)
export const subscriptionCancelledEvent = defineEvent('subscription.cancelled', ofSubscription)
export const subscriptionResumedEvent = defineEvent('subscription.resumed', ofSubscription)
export const subscriptionEndedEvent = defineEvent('subscription.ended', ofSubscription)
/** A plan that renews by transfer ends in a week: its owner is asked. */
export const renewalDueEvent = defineEvent('subscription.renewal-due', ofSubscription)
/** A trial ends in some days and its card is charged then: its owner is told how much, and how not to. */
export const trialEndingEvent = defineEvent('subscription.trial-ending', ofSubscription)

/** The book does not prove: somebody has to look at once. */
export const ledgerUnbalancedEvent = defineEvent('ledger.unbalanced', z.object({ faulty: z.array(z.uuid()) }))
