import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { insertAccount, toAccountDto } from './account.repository.ts'
import { emailTaken } from './errors.ts'
import { accountCreatedEvent } from './events.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { createAccountSchema, type AccountDto, type CreateAccountInput } from './schemas.ts'

/**
 * Makes an account; the address is kept in lower case, the password as argon2id. The address counts as
 * proved. Throws `account.email-taken`, `account.password-common`, `account.password-own`.
 */
export async function createAccount(context: Context, input: CreateAccountInput): Promise<AccountDto> {
  authorize(context, 'account.create')
  const { password, ...account } = parseInput(createAccountSchema, input)
  await requireGoodPassword(password, account)
  const passwordHash = await hashPassword(password)
  return inTransaction(async (tx) => {
    const row = await insertAccount(tx, {
      ...account,
      displayName: account.displayName ?? account.email.replace(/@.*$/, ''),
      passwordHash,
      // The operator vouches for the address.
      emailVerifiedAt: context.now,
      createdAt: context.now,
    })
    if (!row) throw emailTaken()
    await recordEvent(tx, context, accountCreatedEvent, { accountId: row.id })
    await recordAudit(tx, context, 'account.create', {
      type: 'account',
      id: row.id,
      detail: { role: row.role },
    })
    return toAccountDto(row)
  })
}
