import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { sendAccountMailJob } from './jobs.ts'
import { makeMailToken } from './mail-tokens.ts'
import type { TokenPurpose } from './mail-token.repository.ts'
import type { AccountMail, AccountMailInput } from './schemas.ts'

/** Has a mail about an account go out once the caller's transaction is through. */
export async function sendAccountMail(
  tx: Transaction,
  context: Context,
  mail: AccountMailInput,
): Promise<void> {
  await enqueue(tx, context, sendAccountMailJob, mail, { subject: { type: 'account', id: mail.accountId } })
}

/** Makes a link and has the mail go out that carries it. */
export async function sendLink(
  tx: Transaction,
  context: Context,
  { mail, ...token }: { mail: AccountMail; accountId: string; purpose: TokenPurpose; email?: string },
): Promise<void> {
  const tokenId = await makeMailToken(tx, context, token)
  await sendAccountMail(tx, context, { mail, accountId: token.accountId, tokenId })
}
