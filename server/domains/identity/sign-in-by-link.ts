import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { changeAccount, lockAccount, toAccountDto, type AccountRow } from './account.repository.ts'
import { endSessionsOf } from './end-session.ts'
import { accountLocked, linkInvalid } from './errors.ts'
import { useMailToken, voidMailTokens, type TokenPurpose } from './mail-token.repository.ts'
import { hashToken } from './mail-tokens.ts'
import { openSession } from './open-session.ts'
import { actingAs } from './policy.ts'
import { forgetSessions } from './resolve-session.ts'
import { confirmEmailSchema, openLinkSchema, type OpenLinkInput, type SignedInDto } from './schemas.ts'

/**
 * Begins a session of whoever opened the link of a mail, for signing in or for proving the address, once. Either
 * proves the address. Throws `mail-link.invalid`, `account.locked`.
 */
export async function signInByLink(context: Context, input: OpenLinkInput): Promise<SignedInDto> {
  const { token, caller } = parseInput(openLinkSchema, input)
  const { account, ended } = await inTransaction((tx) =>
    useLink(tx, context, token, ['verify-email', 'sign-in']),
  )
  forgetSessions(ended)
  if (account.lockedAt) throw accountLocked()
  const session = await openSession(context, account, { kind: 'browser', method: 'mail-link', caller })
  return { account: toAccountDto(account), sessionId: session.id }
}

/**
 * Proves the address of an account by the link of the mail, once, and begins no session; for programs. Throws
 * `mail-link.invalid`.
 */
export async function verifyEmail(context: Context, input: { token: string }): Promise<void> {
  const { token } = parseInput(confirmEmailSchema, input)
  const { ended } = await inTransaction((tx) => useLink(tx, context, token, ['verify-email']))
  forgetSessions(ended)
}

async function useLink(
  tx: Transaction,
  context: Context,
  raw: string,
  purposes: readonly TokenPurpose[],
): Promise<{ account: AccountRow; ended: string[] }> {
  const token = await useMailToken(tx, hashToken(raw), purposes, context.now)
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
