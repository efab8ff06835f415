import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import {
  changeAccount,
  findAccountByEmail,
  hasOtherAdmin,
  holdAccount,
  holdAdmins,
  toAccountDto,
} from './account.repository.ts'
import { lastAdmin, ownAccount } from './errors.ts'
import { isOwnAccount } from './policy.ts'
import { setRoleSchema, type AccountDto, type SetRoleInput } from './schemas.ts'

/**
 * Says what an account may do from now on; its open sessions follow within two seconds. Throws `account.not-found`,
 * `account.own` (nobody changes their own role) and `account.last-admin` where nobody would be left to manage the house.
 */
export async function setAccountRole(context: Context, input: SetRoleInput): Promise<AccountDto> {
  authorize(context, 'account.set-role')
  const wanted = parseInput(setRoleSchema, input)
  const { role } = wanted
  return inTransaction(async (tx) => {
    await holdAdmins(tx)
    const account = await ('accountId' in wanted
      ? holdAccount(tx, wanted.accountId)
      : findAccountByEmail(wanted.email, tx))
    if (!account) throw notFound('account', 'accountId' in wanted ? wanted.accountId : wanted.email)
    if (isOwnAccount(context.actor, account.id)) throw ownAccount()
    if (account.role === 'admin' && role !== 'admin' && !(await hasOtherAdmin(tx, account.id)))
      throw lastAdmin()
    const changed = await changeAccount(tx, account.id, { role })
    await recordAudit(tx, context, 'account.set-role', {
      type: 'account',
      id: account.id,
      detail: { from: account.role, to: role },
    })
    return toAccountDto(changed ?? { ...account, role })
  })
}
