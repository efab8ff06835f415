import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { changeAccount, findAccount, holdAccount, type AccountRow } from './account.repository.ts'
import { requirePasswordOf } from './confirm-own-password.ts'
import { endSessionsOf } from './end-session.ts'
import { linkInvalid, linkNeedsPassword } from './errors.ts'
import {
  allPurposes,
  findGoodToken,
  useMailToken,
  voidMailTokens,
  type TokenPurpose,
} from './mail-token.repository.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { actingAs } from './policy.ts'
import { forgetSessions } from './resolve-session.ts'
import type { Caller, OpenLinkInput } from './schemas.ts'

/** What becomes of the password that was chosen before anybody had proved the address. */
type Verdict = { password: 'kept' } | { password: 'replaced' | 'removed'; passwordHash: string | null }

/**
 * Uses a mail's link up and gives its account, the address proved. Whoever registers an address that is not theirs
 * knows the password of an account whose owner then opens the link: so that password stays only where the link is
 * opened on the device it was chosen on, or is given together with the link. Otherwise a new one is asked for; a link
 * for signing in goes on without any. Throws `mail-link.invalid`, `mail-link.password-needed`,
 * `account.wrong-password`, `account.password-common`, `account.password-own`, `auth.too-many-attempts`.
 */
export async function openLink(
  context: Context,
  { token: raw, ...reader }: OpenLinkInput,
  purposes: readonly TokenPurpose[],
): Promise<AccountRow> {
  const tokenHash = hashSecret(raw)
  // Looked at before the costly hash, and before a refusal would use the link up.
  const found = await findGoodToken(tokenHash, purposes, context.now)
  const seen = found && (await findAccount(found.accountId))
  if (!seen) throw linkInvalid()
  const verdict = await judge(seen, found.purpose, reader)
  const { account, ended } = await inTransaction(async (tx) => {
    const token = await useMailToken(tx, tokenHash, purposes, context.now)
    const current = token && (await holdAccount(tx, token.accountId))
    if (!current) throw linkInvalid()
    if (current.emailVerifiedAt) return { account: current, ended: [] }
    // What was judged must be what is kept.
    if (verdict.password === 'kept' && current.passwordHash !== seen.passwordHash) throw linkNeedsPassword()
    return proveAddress(tx, context, current, verdict)
  })
  forgetSessions(ended)
  return account
}

type Reader = Omit<OpenLinkInput, 'token'>

async function judge(account: AccountRow, purpose: TokenPurpose, reader: Reader): Promise<Verdict> {
  if (account.emailVerifiedAt) return { password: 'kept' }
  const { caller, password, newPassword } = reader
  if (newPassword !== undefined) {
    await requireGoodPassword(newPassword, account)
    return { password: 'replaced', passwordHash: await hashPassword(newPassword) }
  }
  if (password !== undefined) {
    await requirePasswordOf(account, password, caller)
    return { password: 'kept' }
  }
  if (account.passwordHash === null || isWhereRegistered(account, caller)) return { password: 'kept' }
  if (purpose === 'sign-in') return { password: 'removed', passwordHash: null }
  throw linkNeedsPassword()
}

function isWhereRegistered({ registeredDeviceHash }: AccountRow, { deviceId }: Caller): boolean {
  return deviceId !== null && registeredDeviceHash === hashSecret(deviceId)
}

/** Sessions and links from before may be a stranger's and end, a change to another address among them. */
async function proveAddress(
  tx: Transaction,
  context: Context,
  account: AccountRow,
  verdict: Verdict,
): Promise<{ account: AccountRow; ended: string[] }> {
  const proved = await changeAccount(tx, account.id, {
    ...(verdict.password === 'kept' ? {} : { passwordHash: verdict.passwordHash }),
    emailVerifiedAt: context.now,
    registeredDeviceHash: null,
  })
  const owner = actingAs(context, account)
  const ended = await endSessionsOf(tx, owner, { accountId: account.id, reason: 'password-changed' })
  await voidMailTokens(tx, account.id, allPurposes, context.now)
  await recordAudit(tx, owner, 'account.verify', {
    type: 'account',
    id: account.id,
    detail: { password: verdict.password },
  })
  return { account: proved ?? account, ended }
}
