/** Identity's only door. */
export { answerAccountRequest } from './answer-account-request.ts'
export { confirmEmailChange, requestEmailChange } from './change-email.ts'
export { changePassword } from './change-password.ts'
export { closeAccount, keepAccount } from './close-account.ts'
export { confirmPassword } from './confirm-password.ts'
export { createAccount } from './create-account.ts'
export { endOtherSessions, endOwnSession, endSession } from './end-session.ts'
export { eraseAccount, eraseDueAccounts } from './erase-account.ts'
export { authorizePrivate } from './authorize-private.ts'
export { exportAccount } from './export-account.ts'
export { proveAgain, requireFreshProof } from './fresh-proof.ts'
export { getAccountMail } from './get-account-mail.ts'
export { getAccount } from './get-account.ts'
export { issueAccessToken } from './issue-access-token.ts'
export { exportAccountList } from './export-account-list.ts'
export { getPerson } from './get-person.ts'
export { listAccounts } from './list-accounts.ts'
export { dropChoices, keepChoice } from './keep-choice.ts'
export { lockAccount, unlockAccount } from './lock-account.ts'
export { listSessions } from './list-sessions.ts'
export { nameAccounts } from './name-accounts.ts'
export { refreshSession } from './refresh-session.ts'
export { registerAccount } from './register-account.ts'
export { requestPasswordReset, requestSignInLink, resendVerification } from './request-mail.ts'
export { requireVerified } from './require-verified.ts'
export { resetPassword } from './reset-password.ts'
export { resolveAccessToken } from './resolve-access-token.ts'
export { listPublishedKeys, rotateSigningKeys } from './rotate-signing-keys.ts'
export { newDeviceId, signInForTokens } from './sign-in-for-tokens.ts'
export { findLiveSessions, findSessionEnds, resolveSession } from './resolve-session.ts'
export { sendAccountMail } from './send-account-mail.ts'
export { endSessionsOfAccount, listSessionsOfAccount } from './sessions-of-account.ts'
export { setAccountRole } from './set-account-role.ts'
export { isHouseEmpty, isSetUpOpen, setUpCode, setUpFirstAdmin } from './set-up.ts'
export { signIn } from './sign-in.ts'
export { signInByLink, verifyEmail } from './sign-in-by-link.ts'
export { sweepSessions } from './sweep-sessions.ts'
export { updateAccount } from './update-account.ts'
export { accountCreatedEvent, accountErasedEvent, sessionOpenedEvent, sessionsEndedEvent } from './events.ts'
export {
  answerAccountRequestJob,
  eraseAccountJob,
  eraseDueAccountsJob,
  rotateSigningKeysJob,
  sendAccountMailJob,
  sendWelcomeMailJob,
  sweepSessionsJob,
} from './jobs.ts'
