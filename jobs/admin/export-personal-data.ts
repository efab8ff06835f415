import { makeDataExport, sweepDataExports } from '#server/domains/admin/index.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { mailer } from '#server/platform/mail/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { writeMail } from '../identity/mail-texts.ts'

/** Makes the copy of a person's data, then tells them where it is and for how long. */
export const exportPersonalDataOf: JobHandler<{ exportId: string }> = async (context, { exportId }) => {
  const made = await makeDataExport(context, { exportId })
  if (!made) return
  const account = await getAccount(context, { id: made.accountId }).catch(nullIfGone)
  if (!account) return
  const language = account.locale === 'en' ? 'en-GB' : account.locale
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Ho_Chi_Minh' })
  await mailer().send({
    id: `data-export-${exportId}`,
    to: account.email,
    ...writeMail(
      'data-export',
      { locale: account.locale, name: account.displayName },
      { date: date.format(new Date(made.expiresAt)) },
      { path: '/settings/data' },
    ),
  })
}

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.kind === 'not-found') return null
  throw error
}

/** Removes the copies whose week is over. */
export const sweepExports: JobHandler<Record<string, never>> = async (context) => {
  const { removed } = await sweepDataExports(context)
  if (removed > 0) context.log.info({ removed }, 'copies of personal data removed')
}
