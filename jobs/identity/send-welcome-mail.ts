import { getAccount } from '#server/domains/identity/index.ts'
import { env } from '#server/platform/env/env.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { mailer } from '#server/platform/mail/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { mailTexts } from './mail-texts.ts'

/** Greets a new account in its language; one that is gone by now needs no greeting. */
export const sendWelcomeMail: JobHandler<{ accountId: string }> = async (context, { accountId }) => {
  const account = await getAccount(context, { id: accountId }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  })
  if (!account) return
  const text = mailTexts(account.locale)
  await mailer().send({
    id: `welcome-${account.id}`,
    to: account.email,
    subject: text('welcome.subject'),
    text: text('welcome.text', {
      name: account.displayName,
      email: account.email,
      address: env().MARQUEE_PUBLIC_URL,
    }),
    language: account.locale,
  })
}
