import { z } from 'zod'
import { defineJob } from '../../platform/queues/define-job.ts'

/** On `account.created`: greets the new account by mail. */
export const sendWelcomeMailJob = defineJob({
  name: 'send-welcome-mail',
  queue: 'notify',
  schema: z.object({ accountId: z.uuid() }),
  attempts: 8,
  backoff: { delayMs: 5000, maxDelayMs: 30 * 60_000 },
  timeoutMs: 60_000,
})
