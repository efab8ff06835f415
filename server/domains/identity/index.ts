/** Identity's only door. */
export { createAccount } from './create-account.ts'
export { getAccount } from './get-account.ts'
export { listAccounts } from './list-accounts.ts'
export { signIn } from './sign-in.ts'
export { accountCreatedEvent } from './events.ts'
export { sendWelcomeMailJob } from './jobs.ts'
