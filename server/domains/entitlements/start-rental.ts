import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { conflict, notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { believedRights } from './believed-rights.ts'
import { lockEntitlement, markPlayStarted, toEntitlementDto } from './entitlement.repository.ts'
import { mayStart } from './policy.ts'
import { startRentalSchema, type EntitlementDto } from './schemas.ts'

const hourMs = 60 * 60 * 1000

/**
 * Begins the time in which a rental may be watched; once begun it goes on. One that is started just before its end
 * still lasts its hours. One's own, by `playback.start`. Throws `entitlement.not-found`, also for another's, and
 * `entitlement.revoked` for one taken back or past its end.
 */
export async function startRental(
  context: Context,
  input: { entitlementId: string },
): Promise<EntitlementDto> {
  authorize(context, 'playback.start')
  const { entitlementId } = parseInput(startRentalSchema, input)
  const started = await inTransaction(async (tx) => {
    const right = await lockEntitlement(tx, entitlementId)
    if (!right || !mayStart(context, right.accountId)) throw notFound('entitlement', entitlementId)
    if (right.playHours === null || right.playStartedAt !== null) return toEntitlementDto(right)
    if (right.revokedAt !== null || (right.endsAt !== null && right.endsAt <= context.now))
      throw conflict('entitlement.revoked', 'This right is over.')
    const endsAt = new Date(context.now.getTime() + right.playHours * hourMs)
    return toEntitlementDto(await markPlayStarted(tx, { id: right.id, at: context.now, endsAt }))
  })
  believedRights.forget(started.accountId)
  return started
}
