import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findPeople, toPersonDto } from './people.repository.ts'
import { listAccountsSchema, type AccountListDto, type ListAccountsInput } from './schemas.ts'

/** Gives one page of the accounts that match, by address or as asked, to staff. */
export async function listAccounts(context: Context, input: ListAccountsInput): Promise<AccountListDto> {
  authorize(context, 'account.read')
  const filter = parseInput(listAccountsSchema, input)
  const { rows, total } = await findPeople(filter)
  return { accounts: rows.map(toPersonDto), total, page: filter.page, pageSize: filter.pageSize }
}
