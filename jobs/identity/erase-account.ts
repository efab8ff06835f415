import { eraseAccount, eraseDueAccounts, getAccountMail } from '#server/domains/identity/index.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { sendFarewell } from './send-account-mail.ts'

/** So often a farewell is tried; that a mail server is away must not keep what shall be erased. */
const farewellTries = 3

/** Says good-bye while the address is still known, then erases the account, unless it was kept meanwhile. */
export const eraseOne: JobHandler<{ accountId: string }> = async (context, { accountId }) => {
  const mail = await getAccountMail(context, { mail: 'erased', accountId })
  if (!mail?.erasesAt || new Date(mail.erasesAt) > context.now) return
  try {
    await sendFarewell(mail, accountId)
  } catch (error) {
    const canHelp = error instanceof AppError && error.retryable
    if (canHelp && context.attempt < farewellTries) throw error
    context.log.warn({ err: error, accountId }, 'erasing an account without a farewell')
  }
  await eraseAccount(context, { accountId })
}

/** Has every account erased whose grace has passed. */
export const eraseDue: JobHandler<Record<string, never>> = async (context) => {
  const { due } = await eraseDueAccounts(context)
  if (due > 0) context.log.info({ due }, 'accounts to erase')
}
