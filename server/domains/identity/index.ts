/** Identity's only door. */
export { createAccount } from './create-account.ts'
export { getAccount } from './get-account.ts'
export { listAccounts } from './list-accounts.ts'
export { signIn } from './sign-in.ts'
export { endOtherSessions, endSession } from './end-session.ts'
export { findLiveSessions, resolveSession } from './resolve-session.ts'
export { accountCreatedEvent, sessionOpenedEvent, sessionsEndedEvent } from './events.ts'
export { sendWelcomeMailJob } from './jobs.ts'
