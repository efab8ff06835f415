import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAuditOf } from './account-audit.repository.ts'
import { findAccount, toAccountDto } from './account.repository.ts'
import { isOwnAccount } from './policy.ts'
import { getAccountSchema, type AccountExport } from './schemas.ts'
import { findSessionsOf } from './session.repository.ts'

/**
 * Gives identity's part of what is kept about a person, as plain JSON: the account, its sessions, what the audit log
 * says of it (an actor who is somebody else stays unnamed). One's own; others' to who may read private data.
 */
export async function exportAccount(context: Context, input: { id: string }): Promise<AccountExport> {
  const { id } = parseInput(getAccountSchema, input)
  if (!isOwnAccount(context.actor, id)) authorize(context, 'account.read-private')
  const account = await findAccount(id)
  if (!account) throw notFound('account', id)
  const [sessions, audit] = await Promise.all([findSessionsOf(id), findAuditOf(id)])
  return {
    account: {
      ...toAccountDto(account),
      emailVerifiedAt: account.emailVerifiedAt?.toISOString() ?? null,
      lockedAt: account.lockedAt?.toISOString() ?? null,
    },
    sessions: sessions.map((session) => ({
      id: session.id,
      kind: session.kind,
      methods: session.methods,
      userAgent: session.userAgent,
      address: session.address,
      country: session.country,
      createdAt: session.createdAt.toISOString(),
      lastUsedAt: session.lastUsedAt.toISOString(),
      endedAt: session.endedAt?.toISOString() ?? null,
      endReason: session.endReason,
    })),
    audit: audit.map(({ at, actor, action, detail }) => {
      const who = actor === `account:${id}` ? 'self' : actor.startsWith('account:') ? 'staff' : 'system'
      // What staff wrote to themselves is theirs.
      return { at: at.toISOString(), actor: who, action, detail: who === 'staff' ? {} : detail }
    }),
  }
}
