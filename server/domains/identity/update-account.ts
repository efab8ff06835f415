import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { changeAccount, toAccountDto, type AccountRow } from './account.repository.ts'
import { updateAccountSchema, type AccountDto, type UpdateAccountInput } from './schemas.ts'

/** Changes one's own account's name, language of mails or country. */
export async function updateAccount(context: Context, input: UpdateAccountInput): Promise<AccountDto> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const wanted = parseInput(updateAccountSchema, input)
  const change: Partial<Pick<AccountRow, 'displayName' | 'locale' | 'country'>> = {}
  if (wanted.displayName !== undefined) change.displayName = wanted.displayName
  if (wanted.locale !== undefined) change.locale = wanted.locale
  if (wanted.country !== undefined) change.country = wanted.country
  return inTransaction(async (tx) => {
    // Written even where nothing is named, so that the answer is what stands.
    const row = await changeAccount(tx, accountId, { id: accountId, ...change })
    if (!row) throw notFound('account', accountId)
    await recordAudit(tx, context, 'account.update', {
      type: 'account',
      id: accountId,
      detail: { changed: Object.keys(change) },
    })
    return toAccountDto(row)
  })
}
