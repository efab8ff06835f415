import { getAccount } from '#server/domains/identity/index.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { mailer } from '#server/platform/mail/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { writeMail } from './mail-texts.ts'

/**
 * Greets a new account in its language. One that is gone by now needs no greeting, and one that is still to prove its
 * address has a mail for that.
 */
export const sendWelcomeMail: JobHandler<{ accountId: string }> = async (context, { accountId }) => {
  const account = await getAccount(context, { id: accountId }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  })
  if (!account?.isVerified) return
  const reader = { locale: account.locale, name: account.displayName }
  await mailer().send({
    id: `welcome-${account.id}`,
    to: account.email,
    ...writeMail('welcome', reader, { email: account.email }, { path: '/' }),
  })
}
