import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { describeActor, systemContext, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { getTitleForAdmin } from '../catalogue/index.ts'
import { getAccount } from '../identity/index.ts'
import { believedRights } from './believed-rights.ts'
import { findBySource, insertEntitlement, toEntitlementDto } from './entitlement.repository.ts'
import { ownEntitlement } from './errors.ts'
import { entitlementGrantedEvent } from './events.ts'
import { mayGrantTo } from './policy.ts'
import { grantEntitlementSchema, type EntitlementDto, type GrantEntitlementInput } from './schemas.ts'

/**
 * Gives an account the right to watch one title or all of them; the same source grants once, and asking again
 * gives what it granted. Wants `entitlement.grant`; throws `entitlement.own-account` (and notes the try in the log),
 * `account.not-found`, `title.not-found`.
 */
export async function grantEntitlement(
  context: Context,
  input: GrantEntitlementInput,
): Promise<EntitlementDto> {
  authorize(context, 'entitlement.grant')
  const wanted = parseInput(grantEntitlementSchema, input)
  if (!mayGrantTo(context.actor, wanted.accountId)) {
    const { accountId, scope, titleId, reason } = wanted
    const subject = { type: 'account', id: accountId, detail: { scope, titleId, reason } }
    await inTransaction((tx) => recordAudit(tx, context, 'entitlement.refuse-own', subject))
    throw ownEntitlement()
  }
  await requireBoth(wanted)
  const granted = await inTransaction(async (tx) => {
    const row = await insertEntitlement(tx, {
      ...wanted,
      startsAt: wanted.startsAt ?? context.now,
      grantedBy: describeActor(context.actor),
      createdAt: context.now,
    })
    if (!row) {
      const earlier = await findBySource(tx, wanted)
      if (!earlier) throw new Error(`The right of ${wanted.source} vanished while it was granted again.`)
      return toEntitlementDto(earlier)
    }
    const { id, accountId, scope, titleId, reason, source } = row
    await recordEvent(tx, context, entitlementGrantedEvent, { entitlementId: id, accountId, titleId })
    await recordAudit(tx, context, 'entitlement.grant', {
      type: 'account',
      id: accountId,
      detail: { entitlementId: id, scope, titleId, reason, source },
    })
    return toEntitlementDto(row)
  })
  believedRights.forget(wanted.accountId)
  return granted
}

/** Who may grant need not be able to read accounts and drafts: the house itself looks whether both are there. */
async function requireBoth({ accountId, titleId }: { accountId: string; titleId: string | null }) {
  const house = systemContext('entitlements')
  await getAccount(house, { id: accountId })
  if (titleId !== null) await getTitleForAdmin(house, { titleId })
}
