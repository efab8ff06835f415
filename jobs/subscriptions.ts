import { erasePersonalDataJob } from '#server/domains/admin/index.ts'
import {
  disputeLostEvent,
  disputeOpenedEvent,
  disputeWonEvent,
  endAtProviderJob,
  ledgerUnbalancedEvent,
  paymentCreditedEvent,
  paymentHeldEvent,
  paymentRefundedEvent,
  paymentRefundFailedEvent,
  paymentSettledEvent,
  renewalDueEvent,
  sendBillingMailJob,
  settleRightJob,
  settleTrialJob,
  subscriptionCancelledEvent,
  subscriptionEndedEvent,
  subscriptionPastDueEvent,
  subscriptionStartedEvent,
  tellStaffJob,
  transferQuarantinedEvent,
  transferQueuedEvent,
  trialEndingEvent,
} from '#server/domains/billing/index.ts'
import {
  episodeRemovedEvent,
  featuredChangedEvent,
  markPlayableJob,
  refreshPagesJob,
  titleChangedEvent,
  titleDeletedEvent,
} from '#server/domains/catalogue/index.ts'
import { entitlementRevokedEvent } from '#server/domains/entitlements/index.ts'
import {
  accountCreatedEvent,
  accountErasedEvent,
  sendAccountMailJob,
  sendWelcomeMailJob,
  sessionOpenedEvent,
  sessionsEndedEvent,
} from '#server/domains/identity/index.ts'
import {
  clearVersionJob,
  encodeTitleJob,
  isEncodeRun,
  removeEpisodeMediaJob,
  removeTitleMediaJob,
  uploadCompleted,
  versionPublished,
} from '#server/domains/media/index.ts'
import { offerChangedEvent, refreshOffersJob } from '#server/domains/offers/index.ts'
import { endPlaybackJob } from '#server/domains/playback/index.ts'
import { jobRunCancelled, jobRunDied } from '#server/platform/queues/events.ts'
import { subscribe, type JobSubscription } from './lib/subscribe.ts'

const ofVersion = (run: { name: string; subject: { id: string } | null }) =>
  isEncodeRun(run.name) && run.subject ? { payload: { versionId: run.subject.id } } : null

/** What it paid for is opened or taken back. */
const rightOf = ({ paymentId }: { paymentId: string }) => ({
  payload: { paymentId },
  subject: { type: 'payment', id: paymentId },
})
const subscriptionOf = ({ subscriptionId }: { subscriptionId: string }) => ({
  payload: { subscriptionId },
  subject: { type: 'subscription', id: subscriptionId },
})

/** Its payer is told by mail. */
const tellOfPayment =
  (event: 'settled' | 'held' | 'credited' | 'refunded' | 'refund-failed') =>
  ({ paymentId, amountMinor, isWhole }: { paymentId: string; amountMinor: number; isWhole?: boolean }) => ({
    payload: { about: 'payment' as const, event, paymentId, amountMinor, isWhole },
    subject: { type: 'payment', id: paymentId },
  })
/** Its owner is told by mail. */
const tellOfSubscription =
  (event: 'renewal-due' | 'trial-ending' | 'past-due' | 'cancelled' | 'ended') =>
  ({ subscriptionId, periodEndsAt }: { subscriptionId: string; periodEndsAt: string }) => ({
    payload: { about: 'subscription' as const, event, subscriptionId, periodEndsAt },
    subject: { type: 'subscription', id: subscriptionId },
  })

/** A little more than the hour whose first one tells of all: by then the last of it is written too. */
const afterTheHourMs = 65 * 60 * 1000
/** Staff is told that some wait, an hour later where somebody has not decided by then. */
const tellOfTransfers = ({ transferId }: { transferId: string }) => ({
  payload: { about: 'transfers' as const, transferId },
  subject: { type: 'transfer', id: transferId },
  delayMs: afterTheHourMs,
})

/** Which events ask for which jobs. One line each: `subscribe(event, job, (payload) => ({ payload: {…} }))`. */
export const subscriptions: JobSubscription[] = [
  subscribe(uploadCompleted, encodeTitleJob, ({ versionId }) => ({
    payload: { versionId },
    subject: { type: 'version', id: versionId },
  })),
  subscribe(jobRunDied, clearVersionJob, ofVersion),
  subscribe(jobRunCancelled, clearVersionJob, ofVersion),
  subscribe(titleDeletedEvent, removeTitleMediaJob, ({ titleId }) => ({ payload: { titleId } })),
  subscribe(episodeRemovedEvent, removeEpisodeMediaJob, ({ episodeId }) => ({ payload: { episodeId } })),
  subscribe(versionPublished, markPlayableJob, (version) => ({
    payload: version,
    subject: { type: 'title', id: version.titleId },
  })),
  subscribe(titleChangedEvent, refreshPagesJob, ({ titleId, slugs, visible }) =>
    visible ? { payload: { slugs }, subject: { type: 'title', id: titleId } } : null,
  ),
  subscribe(featuredChangedEvent, refreshPagesJob, () => ({ payload: { slugs: [] } })),
  subscribe(offerChangedEvent, refreshOffersJob, () => ({ payload: {} })),
  subscribe(sessionOpenedEvent, sendAccountMailJob, ({ accountId, sessionId, isNewDevice }) =>
    isNewDevice
      ? {
          payload: { mail: 'new-device' as const, accountId, sessionId },
          subject: { type: 'account', id: accountId },
        }
      : null,
  ),
  subscribe(accountCreatedEvent, sendWelcomeMailJob, ({ accountId }) => ({
    payload: { accountId },
    subject: { type: 'account', id: accountId },
  })),
  subscribe(sessionsEndedEvent, endPlaybackJob, ({ accountId, sessionIds }) => ({
    payload: { accountId, sessionIds },
    subject: { type: 'account', id: accountId },
  })),
  subscribe(entitlementRevokedEvent, endPlaybackJob, ({ accountId }) => ({
    payload: { accountId },
    subject: { type: 'account', id: accountId },
  })),
  subscribe(paymentSettledEvent, settleRightJob, rightOf),
  subscribe(paymentRefundedEvent, settleRightJob, rightOf),
  subscribe(paymentRefundFailedEvent, settleRightJob, rightOf),
  subscribe(disputeOpenedEvent, settleRightJob, rightOf),
  subscribe(disputeLostEvent, settleRightJob, rightOf),
  subscribe(disputeWonEvent, settleRightJob, rightOf),
  subscribe(subscriptionStartedEvent, settleTrialJob, subscriptionOf),
  subscribe(subscriptionEndedEvent, settleTrialJob, subscriptionOf),
  subscribe(subscriptionEndedEvent, endAtProviderJob, subscriptionOf),
  subscribe(paymentSettledEvent, sendBillingMailJob, tellOfPayment('settled')),
  subscribe(paymentHeldEvent, sendBillingMailJob, tellOfPayment('held')),
  subscribe(paymentCreditedEvent, sendBillingMailJob, tellOfPayment('credited')),
  subscribe(paymentRefundedEvent, sendBillingMailJob, tellOfPayment('refunded')),
  subscribe(paymentRefundFailedEvent, sendBillingMailJob, ({ wasWhole, ...payment }) =>
    tellOfPayment('refund-failed')({ ...payment, isWhole: wasWhole }),
  ),
  subscribe(trialEndingEvent, sendBillingMailJob, tellOfSubscription('trial-ending')),
  subscribe(renewalDueEvent, sendBillingMailJob, tellOfSubscription('renewal-due')),
  subscribe(subscriptionPastDueEvent, sendBillingMailJob, tellOfSubscription('past-due')),
  subscribe(subscriptionCancelledEvent, sendBillingMailJob, tellOfSubscription('cancelled')),
  subscribe(subscriptionEndedEvent, sendBillingMailJob, tellOfSubscription('ended')),
  subscribe(ledgerUnbalancedEvent, tellStaffJob, () => ({ payload: { about: 'ledger' as const } })),
  subscribe(disputeOpenedEvent, tellStaffJob, ({ paymentId, amountMinor }) => ({
    payload: { about: 'dispute' as const, paymentId, amountMinor },
    subject: { type: 'payment', id: paymentId },
  })),
  subscribe(transferQueuedEvent, tellStaffJob, tellOfTransfers),
  subscribe(transferQuarantinedEvent, tellStaffJob, tellOfTransfers),
  subscribe(accountErasedEvent, erasePersonalDataJob, ({ accountId }) => ({
    payload: { accountId },
    subject: { type: 'account', id: accountId },
  })),
]
