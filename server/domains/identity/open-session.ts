import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import type { AccountRow } from './account.repository.ts'
import { sessionOpenedEvent } from './events.ts'
import { actingAs } from './policy.ts'
import type { Caller, SignInMethod } from './schemas.ts'
import { sessionEnd } from './session-lifetime.ts'
import { hasSessions, insertSession, knowsDevice, type SessionRow } from './session.repository.ts'

/**
 * Begins a session of an account that has proved who it is; on another device than those it has used before, the event
 * says so.
 */
export function openSession(
  context: Context,
  account: AccountRow,
  { kind, method, caller }: { kind: SessionRow['kind']; method: SignInMethod; caller: Caller },
): Promise<SessionRow> {
  const signedIn = actingAs(context, account)
  const deviceHash = caller.deviceId === null ? null : hashSecret(caller.deviceId)
  return inTransaction(async (tx) => {
    const isKnown = deviceHash !== null && (await knowsDevice(tx, account.id, deviceHash))
    const isFirst = !isKnown && !(await hasSessions(tx, account.id))
    const session = await insertSession(tx, {
      accountId: account.id,
      kind,
      methods: [method],
      deviceHash,
      userAgent: caller.userAgent,
      address: caller.address,
      country: caller.country,
      createdAt: context.now,
      lastUsedAt: context.now,
      expiresAt: sessionEnd({ kind, createdAt: context.now }, account.role, context.now),
    })
    await recordEvent(tx, signedIn, sessionOpenedEvent, {
      accountId: account.id,
      sessionId: session.id,
      isNewDevice: !isKnown && !isFirst,
    })
    await recordAudit(tx, signedIn, 'account.sign-in', {
      type: 'account',
      id: account.id,
      detail: { kind, method },
    })
    return session
  })
}
