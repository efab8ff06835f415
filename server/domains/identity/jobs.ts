import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'
import { accountMailSchema } from './schemas.ts'

const hour = 60 * 60 * 1000
const mailing = {
  queue: 'notify',
  attempts: 8,
  backoff: { delayMs: 5000, maxDelayMs: hour / 2 },
  timeoutMs: 60_000,
} as const

/** On `account.created`: greets by mail whoever the operator made an account for. */
export const sendWelcomeMailJob = defineJob({
  name: 'send-welcome-mail',
  schema: z.object({ accountId: z.uuid() }),
  ...mailing,
})

/** Sends one of the mails about an account; a run is one mail, however often it is tried. */
export const sendAccountMailJob = defineJob({
  name: 'send-account-mail',
  schema: accountMailSchema,
  ...mailing,
})

/** Answers by mail what somebody asked for by naming an address. */
export const answerAccountRequestJob = defineJob({
  name: 'answer-account-request',
  schema: z.object({ requestId: z.uuid() }),
  ...mailing,
})

/** Finds the accounts whose grace has passed, and clears old links and requests away. */
export const eraseDueAccountsJob = defineJob({
  name: 'erase-due-accounts',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 3,
  backoff: { delayMs: 60_000, maxDelayMs: 10 * 60_000 },
  timeoutMs: 10 * 60_000,
  everyMs: hour,
})

/** Says good-bye and erases one account whose grace has passed. */
export const eraseAccountJob = defineJob({
  name: 'erase-account',
  schema: z.object({ accountId: z.uuid() }),
  ...mailing,
})

/** Removes sessions and refresh tokens that have been over for long. */
export const sweepSessionsJob = defineJob({
  name: 'sweep-sessions',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 3,
  backoff: { delayMs: 60_000, maxDelayMs: 10 * 60_000 },
  timeoutMs: 10 * 60_000,
  everyMs: 6 * hour,
})

/** Makes a new key to sign access tokens with, where the newest is old. */
export const rotateSigningKeysJob = defineJob({
  name: 'rotate-signing-keys',
  queue: 'maintenance',
  schema: z.object({}),
  attempts: 3,
  backoff: { delayMs: 60_000, maxDelayMs: 10 * 60_000 },
  timeoutMs: 60_000,
  everyMs: 24 * hour,
})
