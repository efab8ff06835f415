import {
  erasePersonalDataJob,
  exportPersonalDataJob,
  makeDemoFilmJob,
  sweepDataExportsJob,
} from '#server/domains/admin/index.ts'
import {
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
} from '#server/domains/billing/index.ts'
import { cleanArtworkJob, markPlayableJob, refreshPagesJob } from '#server/domains/catalogue/index.ts'
import {
  answerAccountRequestJob,
  eraseAccountJob,
  eraseDueAccountsJob,
  rotateSigningKeysJob,
  sendAccountMailJob,
  sendWelcomeMailJob,
  sweepSessionsJob,
} from '#server/domains/identity/index.ts'
import {
  clearVersionJob,
  encodeChunkJob,
  encodeTitleJob,
  feedChunksJob,
  readPictureSubtitlesJob,
  removeEpisodeMediaJob,
  removeTitleMediaJob,
  sweepUploadsJob,
  sweepMediaJob,
} from '#server/domains/media/index.ts'
import { refreshOffersJob } from '#server/domains/offers/index.ts'
import { endPlaybackJob, sweepPlaybackJob } from '#server/domains/playback/index.ts'
import { eraseDataOf } from './admin/erase-personal-data.ts'
import { exportPersonalDataOf, sweepExports } from './admin/export-personal-data.ts'
import { makeDemoFilm } from './admin/make-demo-film.ts'
import { proveWholeLedger, reconcileLastDays, reconcilePayments } from './billing/compare-books.ts'
import { processWebhookEvent } from './billing/process-webhook-event.ts'
import { sendBillingMail } from './billing/send-billing-mail.ts'
import { sendAskedRefund } from './billing/send-refund.ts'
import { sendStaffMail, tellStaffOf } from './billing/send-staff-mail.ts'
import { endSubscriptionAtProvider } from './billing/end-at-provider.ts'
import { settleRightOfPayment, settleTrialOf } from './billing/settle-rights.ts'
import { forgetOldBodies, sweepAllSubscriptions, sweepPayments } from './billing/sweep-billing.ts'
import { cleanTitleArtwork } from './catalogue/clean-artwork.ts'
import { markVersionPlayable } from './catalogue/mark-playable.ts'
import { refreshCataloguePages } from './catalogue/refresh-pages.ts'
import { answerRequest } from './identity/answer-account-request.ts'
import { eraseDue, eraseOne } from './identity/erase-account.ts'
import { sendAccountMail } from './identity/send-account-mail.ts'
import { rotateOldSigningKeys } from './identity/rotate-signing-keys.ts'
import { sendWelcomeMail } from './identity/send-welcome-mail.ts'
import { sweepOldSessions } from './identity/sweep-sessions.ts'
import { handle, type RegisteredJob } from './lib/define-handler.ts'
import { clearVersionFiles } from './media/clear-version.ts'
import { encodeChunk } from './media/encode-chunk.ts'
import { encodeTitle } from './media/encode-title.ts'
import { readPictureSubtitles } from './media/read-picture-subtitles.ts'
import { feedWaitingChunks } from './media/feed-chunks.ts'
import { removeEpisodeFilms } from './media/remove-episode-media.ts'
import { removeFilms } from './media/remove-title-media.ts'
import { sweepUploadedFiles } from './media/sweep-uploads.ts'
import { sweepMedia } from './media/sweep-media.ts'
import { refreshOfferPages } from './offers/refresh-offers.ts'
import { endLostPlayback } from './playback/end-playback.ts'
import { sweepSilentPlayback } from './playback/sweep-playback.ts'

/** Which handler does which job. One line each: `handle(encodeTitle, encodeTitleHandler)`. */
export const handlers: RegisteredJob[] = [
  handle(makeDemoFilmJob, makeDemoFilm),
  handle(exportPersonalDataJob, exportPersonalDataOf),
  handle(erasePersonalDataJob, eraseDataOf),
  handle(sweepDataExportsJob, sweepExports),
  handle(processWebhookEventJob, processWebhookEvent),
  handle(settleRightJob, settleRightOfPayment),
  handle(settleTrialJob, settleTrialOf),
  handle(endAtProviderJob, endSubscriptionAtProvider),
  handle(sendBillingMailJob, sendBillingMail),
  handle(tellStaffJob, tellStaffOf),
  handle(sendStaffMailJob, sendStaffMail),
  handle(sendRefundJob, sendAskedRefund),
  handle(sweepPaymentsJob, sweepPayments),
  handle(sweepSubscriptionsJob, sweepAllSubscriptions),
  handle(forgetBodiesJob, forgetOldBodies),
  handle(reconcilePaymentsJob, reconcilePayments),
  handle(reconcileDaysJob, reconcileLastDays),
  handle(proveLedgerJob, proveWholeLedger),
  handle(cleanArtworkJob, cleanTitleArtwork),
  handle(markPlayableJob, markVersionPlayable),
  handle(refreshPagesJob, refreshCataloguePages),
  handle(answerAccountRequestJob, answerRequest),
  handle(eraseAccountJob, eraseOne),
  handle(eraseDueAccountsJob, eraseDue),
  handle(sendAccountMailJob, sendAccountMail),
  handle(sendWelcomeMailJob, sendWelcomeMail),
  handle(sweepSessionsJob, sweepOldSessions),
  handle(rotateSigningKeysJob, rotateOldSigningKeys),
  handle(clearVersionJob, clearVersionFiles),
  handle(encodeChunkJob, encodeChunk),
  handle(encodeTitleJob, encodeTitle),
  handle(feedChunksJob, feedWaitingChunks),
  handle(readPictureSubtitlesJob, readPictureSubtitles),
  handle(removeEpisodeMediaJob, removeEpisodeFilms),
  handle(removeTitleMediaJob, removeFilms),
  handle(sweepUploadsJob, sweepUploadedFiles),
  handle(sweepMediaJob, sweepMedia),
  handle(refreshOffersJob, refreshOfferPages),
  handle(endPlaybackJob, endLostPlayback),
  handle(sweepPlaybackJob, sweepSilentPlayback),
]
