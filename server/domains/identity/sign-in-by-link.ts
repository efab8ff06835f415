import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { changeAccount, lockAccount, toAccountDto, type AccountRow } from './account.repository.ts'
import { endSessionsOf } from './end-session.ts'
import { accountLocked, linkInvalid } from './errors.ts'
import { useMailToken, voidMailTokens } from './mail-token.repository.ts'
import { hashToken } from './mail-tokens.ts'
import { openSession } from './open-session.ts'
import { actingAs } from './policy.ts'
import { forgetSessions } from './resolve-session.ts'
import { openLinkSchema, type OpenLinkInput, type SignedInDto } from './schemas.ts'

/**
 * Begins a session of whoever opened the link of a mail, for signing in or for proving the address, once. Either
 * proves the address. Throws `mail-link.invalid`, `account.locked`.
 */
export async function signInByLink(context: Context, input: OpenLinkInput): Promise<SignedInDto> {
  const { token, caller } = parseInput(openLinkSchema, input)
  const { account, ended } = await inTransaction((tx) => useLink(tx, context, token))
  forgetSessions(ended)
  if (account.lockedAt) throw accountLocked()
  const session = await openSession(context, account, { kind: 'browser', method: 'mail-link', caller })
  return { account: toAccountDto(account), sessionId: session.id }
}

async function useLink(
  tx: Transaction,
  context: Context,
  raw: string,
): Promise<{ account: AccountRow; ended: string[] }> {
  const token = await useMailToken(tx, hashToken(raw), ['verify-email', 'sign-in'], context.now)
  const account = token && (await lockAccount(tx, token.accountId))
  if (!account) throw linkInvalid()
  if (account.emailVerifiedAt) return { account, ended: [] }
  // A password chosen before the address was proved may be a stranger's, unless this very link was asked for with it.
  const isOwnPassword = token.purpose === 'verify-email'
  return proveAddress(tx, context, account, isOwnPassword ? {} : { passwordHash: null })
}

/** Notes that the address is proved; sessions from before may be a stranger's and end. */
export async function proveAddress(
  tx: Transaction,
  context: Context,
  account: AccountRow,
  change: { passwordHash?: string | null },
): Promise<{ account: AccountRow; ended: string[] }> {
  const proved = await changeAccount(tx, account.id, { ...change, emailVerifiedAt: context.now })
  const owner = actingAs(context, account)
  const ended = await endSessionsOf(tx, owner, { accountId: account.id, reason: 'password-changed' })
  await voidMailTokens(tx, account.id, ['verify-email'], context.now)
  await recordAudit(tx, owner, 'account.verify', { type: 'account', id: account.id })
  return { account: proved ?? account, ended }
}
