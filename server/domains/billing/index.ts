/** The door of billing. */
export { cancelPayment } from './cancel-payment.ts'
export { cancelSubscription, openPortal, resumeSubscription } from './cancel-subscription.ts'
export {
  disputeLostEvent,
  disputeOpenedEvent,
  disputeWonEvent,
  ledgerUnbalancedEvent,
  paymentCreditedEvent,
  paymentExpiredEvent,
  paymentHeldEvent,
  paymentRefundedEvent,
  paymentRefundFailedEvent,
  paymentSettledEvent,
  renewalDueEvent,
  subscriptionCancelledEvent,
  subscriptionEndedEvent,
  subscriptionPastDueEvent,
  subscriptionRenewedEvent,
  subscriptionResumedEvent,
  subscriptionStartedEvent,
  transferQuarantinedEvent,
  transferQueuedEvent,
  trialEndingEvent,
} from './events.ts'
export { endAtProvider } from './end-at-provider.ts'
export { endSubscriptionOf } from './end-subscription-of.ts'
export { exportBilling } from './export-billing.ts'
export { forgetBodies } from './forget-bodies.ts'
export { getBillingMail } from './get-billing-mail.ts'
export { getCredit, getPayableCredit } from './get-credit.ts'
export { getPayment } from './get-payment.ts'
export { getStaffMail } from './get-staff-mail.ts'
export { getReceipt } from './get-receipt.ts'
export {
  endAtProviderJob,
  forgetBodiesJob,
  processWebhookEventJob,
  proveLedgerJob,
  reconcileDaysJob,
  reconcilePaymentsJob,
  sendBillingMailJob,
  sendRefundJob,
  sendStaffMailJob,
  settleRightJob,
  settleTrialJob,
  sweepPaymentsJob,
  sweepSubscriptionsJob,
  tellStaffJob,
} from './jobs.ts'
export { getComparison } from './get-comparison.ts'
export { getTakings } from './get-takings.ts'
export { keepEvent } from './keep-event.ts'
export { exportEntries, listEntries } from './list-entries.ts'
export { getEvent, listEvents } from './list-events.ts'
export { getLastProof, listReconciliations } from './list-reconciliations.ts'
export { listPaymentEntries } from './list-payment-entries.ts'
export { exportPayments, listPayments } from './list-payments.ts'
export { countSubscriptions, listSubscriptions } from './list-subscriptions.ts'
export { listWaysToPay } from './list-ways-to-pay.ts'
export { payBackCredit } from './pay-back-credit.ts'
export { processEvent } from './process-event.ts'
export { proveLedger } from './prove-ledger.ts'
export { quoteRenewal } from './quote-renewal.ts'
export { reconcile, requestReconciliation } from './reconcile.ts'
export { refundPayment } from './refund-payment.ts'
export { replayEvent } from './replay-event.ts'
export { resendRefund } from './resend-refund.ts'
export { confirmRefund, listRefunds, sendRefund } from './send-refund.ts'
export { settleRight } from './settle-right.ts'
export { creditTransfer, listTransfers, matchTransfer, returnTransfer } from './settle-transfer.ts'
export { settleTrial } from './settle-trial.ts'
export { startPayment } from './start-payment.ts'
export { stopPaymentsOf } from './stop-payments-of.ts'
export { suggestPayments } from './suggest-payments.ts'
export { inboxChannel, takeInEvents } from './take-in-events.ts'
export { expirePayments } from './sweep-payments.ts'
export { sweepSubscriptions } from './sweep-subscriptions.ts'
export { tellStaff } from './tell-staff.ts'
export { verifyLedger } from './verify-ledger.ts'
export { withdrawRefund } from './withdraw-refund.ts'
