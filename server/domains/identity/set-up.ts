import { createHmac } from 'node:crypto'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { isSameSecret } from '../../platform/secrets/is-same-secret.ts'
import { hasAccounts, holdAdmins, insertAccount, toAccountDto } from './account.repository.ts'
import { countCaller } from './attempt-limit.ts'
import { emailTaken, setUpClosed, setUpCodeWrong } from './errors.ts'
import { accountCreatedEvent } from './events.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { actingAs } from './policy.ts'
import { setUpSchema, type AccountDto, type SetUpInput } from './schemas.ts'

/** Without the letters and figures that are taken for each other. */
const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

let isSetUp = false
let hasAnybody = false

/** Tells whether an admin is still to be made; once there is one, without asking again. */
export async function isSetUpOpen(): Promise<boolean> {
  isSetUp ||= await hasAccounts('admin')
  return !isSetUp
}

/** Tells whether there is nobody at all yet, so that pages can lead to the set-up; asks until there is. */
export async function isHouseEmpty(): Promise<boolean> {
  hasAnybody ||= await hasAccounts()
  return !hasAnybody
}

/**
 * Gives the code that who may read the log, and nobody else, knows: made of the house's secret, so that replicas agree
 * and nothing needs to be kept.
 */
export function setUpCode(): string {
  const bytes = createHmac('sha256', env().AUTH_SECRET).update('set-up code').digest()
  const code = Array.from(bytes.subarray(0, 12), (byte) => signs[byte % signs.length]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * Makes the first admin of an empty house, once, for whoever knows the code of the log. Throws `set-up.wrong-code`,
 * `auth.too-many-attempts`, and `address.not-found` once there is an admin.
 */
export async function setUpFirstAdmin(context: Context, input: SetUpInput): Promise<AccountDto> {
  const { code, email, password, displayName, locale, caller } = parseInput(setUpSchema, input)
  if (!(await isSetUpOpen())) throw setUpClosed()
  await countCaller('code', caller)
  if (!isSame(code, setUpCode())) throw setUpCodeWrong()
  await requireGoodPassword(password, { email, displayName })
  const passwordHash = await hashPassword(password)
  return inTransaction(async (tx) => {
    await holdAdmins(tx)
    if (await hasAccounts('admin', tx)) throw setUpClosed()
    const row = await insertAccount(tx, {
      email,
      displayName,
      passwordHash,
      role: 'admin',
      locale,
      emailVerifiedAt: context.now,
      createdAt: context.now,
    })
    if (!row) throw emailTaken()
    const admin = actingAs(context, row)
    await recordEvent(tx, admin, accountCreatedEvent, { accountId: row.id })
    await recordAudit(tx, admin, 'account.set-up', { type: 'account', id: row.id })
    return toAccountDto(row)
  })
}

function isSame(given: string, code: string): boolean {
  const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return isSameSecret(plain(given), plain(code))
}
