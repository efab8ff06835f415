import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { changeAccount, findAccountByEmail, insertAccount, type AccountRow } from './account.repository.ts'
import { endSessionsOf } from './end-session.ts'
import { accountCreatedEvent } from './events.ts'
import {
  allPurposes,
  takeAccountRequest,
  voidMailTokens,
  type AccountRequestRow,
} from './mail-token.repository.ts'
import { requireSystem } from './policy.ts'
import { forgetSessions } from './resolve-session.ts'
import { sendAccountMail, sendLink } from './send-account-mail.ts'

/** Answers a request that names an address, once: makes the account, sends a link, or nothing for an unknown address. */
export async function answerAccountRequest(context: Context, input: { requestId: string }): Promise<void> {
  requireSystem(context)
  const ended = await inTransaction(async (tx) => {
    const request = await takeAccountRequest(tx, input.requestId)
    if (!request) return []
    const account = await findAccountByEmail(request.email, tx)
    if (request.kind === 'register') return answerRegistration(tx, context, request, account)
    if (account) await answerWithLink(tx, context, request.kind, account.id)
    return []
  })
  forgetSessions(ended)
}

async function answerWithLink(
  tx: Transaction,
  context: Context,
  kind: 'sign-in' | 'reset-password',
  accountId: string,
): Promise<void> {
  await voidMailTokens(tx, accountId, [kind], context.now)
  await sendLink(tx, context, { mail: kind, accountId, purpose: kind })
}

async function answerRegistration(
  tx: Transaction,
  context: Context,
  request: AccountRequestRow,
  known: AccountRow | null,
): Promise<string[]> {
  if (known?.emailVerifiedAt) {
    await sendAccountMail(tx, context, { mail: 'known-address', accountId: known.id })
    return []
  }
  if (known) return registerAnew(tx, context, request, known)
  const made = await insertAccount(tx, {
    email: request.email,
    displayName: request.displayName ?? request.email,
    passwordHash: request.passwordHash,
    registeredDeviceHash: request.deviceHash,
    role: 'viewer',
    locale: request.locale,
    country: request.country,
    createdAt: context.now,
  })
  // Somebody was quicker by a moment: a second look finds them.
  if (!made) {
    const quicker = await findAccountByEmail(request.email, tx)
    return quicker ? answerRegistration(tx, context, request, quicker) : []
  }
  await recordEvent(tx, context, accountCreatedEvent, { accountId: made.id })
  await recordAudit(tx, context, 'account.register', { type: 'account', id: made.id })
  await sendLink(tx, context, { mail: 'verify', accountId: made.id, purpose: 'verify-email' })
  return []
}

/**
 * Nobody has proved the address yet: the later password counts, and what the earlier one opened ends. So whoever
 * registers an address that is not theirs holds nothing once its owner comes.
 */
async function registerAnew(
  tx: Transaction,
  context: Context,
  request: AccountRequestRow,
  known: AccountRow,
): Promise<string[]> {
  await changeAccount(tx, known.id, {
    passwordHash: request.passwordHash,
    registeredDeviceHash: request.deviceHash,
    locale: request.locale,
    ...(request.displayName === null ? {} : { displayName: request.displayName }),
  })
  const ended = await endSessionsOf(tx, context, { accountId: known.id, reason: 'password-changed' })
  await voidMailTokens(tx, known.id, allPurposes, context.now)
  await recordAudit(tx, context, 'account.register', { type: 'account', id: known.id })
  await sendLink(tx, context, { mail: 'verify', accountId: known.id, purpose: 'verify-email' })
  return ended
}
