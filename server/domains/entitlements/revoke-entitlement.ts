import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { conflict, notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { believedRights } from './believed-rights.ts'
import { lockEntitlement, markRevoked, toEntitlementDto } from './entitlement.repository.ts'
import { entitlementRevokedEvent } from './events.ts'
import { revokeEntitlementSchema, type EntitlementDto } from './schemas.ts'

/**
 * Takes a right back at once; films that play by it alone stop. Wants `entitlement.grant`; throws
 * `entitlement.not-found`, `entitlement.revoked` for one taken back before.
 */
export async function revokeEntitlement(
  context: Context,
  input: { id: string; reason: string },
): Promise<EntitlementDto> {
  authorize(context, 'entitlement.grant')
  const { id, reason } = parseInput(revokeEntitlementSchema, input)
  const revoked = await inTransaction(async (tx) => {
    const before = await lockEntitlement(tx, id)
    if (!before) throw notFound('entitlement', id)
    if (before.revokedAt) throw conflict('entitlement.revoked', 'This right was taken back before.')
    const row = await markRevoked(tx, { id, at: context.now, reason })
    const { accountId, titleId, source } = row
    await recordEvent(tx, context, entitlementRevokedEvent, { entitlementId: id, accountId, titleId })
    await recordAudit(tx, context, 'entitlement.revoke', {
      type: 'account',
      id: accountId,
      detail: { entitlementId: id, titleId, source, reason },
    })
    return toEntitlementDto(row)
  })
  believedRights.forget(revoked.accountId)
  return revoked
}
