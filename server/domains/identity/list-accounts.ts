import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAccounts, toAccountDto } from './account.repository.ts'
import { listAccountsSchema, type AccountListDto, type ListAccountsInput } from './schemas.ts'

/** Gives one page of all accounts by address, to admins. */
export async function listAccounts(context: Context, input: ListAccountsInput): Promise<AccountListDto> {
  authorize(context, 'account.read')
  const filter = parseInput(listAccountsSchema, input)
  const { rows, total } = await findAccounts(filter)
  return { accounts: rows.map(toAccountDto), total, page: filter.page, pageSize: filter.pageSize }
}
