import type { Permission } from '#server/platform/authorize/authorize.ts'

/** Who may: anybody, whoever is signed in, or holders of the permission. */
export type Access = 'public' | 'signed-in' | Permission

/** Where the right hangs on the input: what somebody without it would send. */
export type AccessWith = { access: Access; input: unknown }

/**
 * Whom each server action lets in, by file and name. Routes state it themselves; an action is a bare function by the time
 * it can be asked, so it is written down here. The test of roles fails for an action that is missing.
 */
export const actionAccess: Readonly<Record<string, Readonly<Record<string, Access | AccessWith>>>> = {
  'app/[locale]/(account)/account-actions.ts': {
    registerAction: 'public',
    requestPasswordResetAction: 'public',
    requestSignInLinkAction: 'public',
    resetPasswordAction: 'public',
    confirmEmailChangeAction: 'public',
    setUpAction: 'public',
    resendVerificationAction: 'account.own',
    updateAccountAction: 'account.own',
    requestEmailChangeAction: 'account.own',
    changePasswordAction: 'account.own',
    closeAccountAction: 'account.own',
    keepAccountAction: 'account.own',
  },
  'app/[locale]/(account)/(house)/billing/actions.ts': {
    cancelPlanAction: 'account.own',
    resumePlanAction: 'account.own',
    openPortalAction: 'account.own',
  },
  'app/[locale]/(account)/(house)/devices/actions.ts': {
    endSessionAction: 'account.own',
    endOtherSessionsAction: 'account.own',
  },
  'app/[locale]/(account)/(house)/settings/data/actions.ts': {
    requestOwnDataAction: 'account.own',
    checkDataExportAction: 'account.own',
    proveAgainAction: 'account.own',
  },
  'app/[locale]/(account)/profiles/profile-actions.ts': {
    chooseLanguageAction: 'profile.own',
    chooseProfileAction: 'profile.own',
    createProfileAction: 'profile.own',
    updateProfileAction: 'profile.own',
    deleteProfileAction: 'profile.own',
    setPinAction: 'profile.own',
    removePinAction: 'profile.own',
  },
  'app/[locale]/(checkout)/checkout/actions.ts': {
    startPaymentAction: 'account.own',
    cancelPaymentAction: 'account.own',
  },
  'app/[locale]/(viewer)/(browsing)/history/history-actions.ts': {
    removeFromHistoryAction: 'profile.own',
    clearHistoryAction: 'profile.own',
  },
  'app/[locale]/(viewer)/viewer-actions.ts': {
    addToWatchlist: 'profile.own',
    removeFromWatchlist: 'profile.own',
    removeFromContinueWatching: 'profile.own',
    restoreToContinueWatching: 'profile.own',
    rateTitle: 'profile.own',
    openTrailer: 'public',
  },
  'app/[locale]/admin/accounts/[id]/actions.ts': {
    lockAccountAction: 'account.lock',
    unlockAccountAction: 'account.lock',
    changeRoleAction: 'account.set-role',
    readSessionsAction: 'account.read-private',
    endSessionsAction: 'account.end-sessions',
    readHistoryAction: 'account.read-private',
    findTitlesAction: 'entitlement.grant',
    grantAction: 'entitlement.grant',
    // Without an account it is one's own data.
    requestDataAction: {
      access: 'account.read-private',
      input: { accountId: '01a1fcde-ffff-7165-99cc-061a615a6b76' },
    },
    payBackCreditAction: 'payment.refund',
    revokeAction: 'entitlement.grant',
  },
  'app/[locale]/admin/jobs/actions.ts': {
    cancelRunAction: 'job.manage',
    replayRunAction: 'job.manage',
    discardRunAction: 'job.manage',
    moveRunAction: 'job.manage',
    pauseQueueAction: 'job.manage',
    resumeQueueAction: 'job.manage',
  },
  'app/[locale]/admin/payments/actions.ts': {
    refundAction: 'payment.refund',
    confirmRefundAction: 'payment.refund',
    withdrawRefundAction: 'payment.refund',
    resendRefundAction: 'payment.refund',
    reconcileAction: 'payment.settle',
  },
  'app/[locale]/admin/plans/actions.ts': {
    createPlanAction: 'offer.write',
    updatePlanAction: 'offer.write',
    offerPlanAction: 'offer.write',
    withdrawPlanAction: 'offer.write',
    setPricesAction: 'offer.write',
    offerTitleAction: 'offer.write',
    withdrawTitleOfferAction: 'offer.write',
    findSellableAction: 'offer.write',
    createBundleAction: 'offer.write',
    updateBundleAction: 'offer.write',
  },
  'app/[locale]/admin/reconciliation/actions.ts': {
    reconcileAction: 'payment.settle',
  },
  'app/[locale]/admin/subscribers/actions.ts': {
    cancelSubscriptionAction: 'payment.refund',
  },
  'app/[locale]/admin/subtitles/[id]/actions.ts': {
    saveSubtitleDraftAction: 'media.write',
    approveSubtitleDraftAction: 'media.write',
    discardSubtitleDraftAction: 'media.write',
    readSubtitlesAgainAction: 'media.write',
  },
  'app/[locale]/admin/titles/[id]/actions.ts': {
    updateTitleAction: 'title.write',
    addEpisodeAction: 'title.write',
    setEpisodesAction: 'title.write',
    cancelEncodeAction: 'media.write',
    retryEncodeAction: 'media.write',
    useFrameAction: 'title.write',
  },
  'app/[locale]/admin/titles/actions.ts': {
    createTitleAction: 'title.write',
    publishTitleAction: 'title.write',
    unpublishTitleAction: 'title.write',
    featureTitleAction: 'title.write',
    encodeAgainAction: 'media.write',
  },
  'app/[locale]/admin/transfers/actions.ts': {
    matchTransferAction: 'payment.settle',
    creditTransferAction: 'payment.settle',
    returnTransferAction: 'payment.settle',
    findPaymentsAction: 'payment.settle',
    findAccountsAction: 'payment.settle',
  },
  'app/[locale]/admin/webhooks/actions.ts': {
    replayEventAction: 'payment.settle',
    readEventAction: 'payment.read',
  },
}
