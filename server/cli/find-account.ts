import { listAccounts } from '../domains/identity/index.ts'
import type { Context } from '../platform/context/context.ts'
import { notFound } from '../platform/errors/app-error.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Gives the id of an account by its e-mail address, or as it is; throws `account.not-found`. */
export async function findAccountId(context: Context, account: string): Promise<string> {
  if (uuid.test(account)) return account
  const email = account.trim().toLowerCase()
  const { accounts } = await listAccounts(context, { text: email })
  const found = accounts.find((candidate) => candidate.email === email)
  if (!found) throw notFound('account', account)
  return found.id
}
