import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { readRights } from '../entitlements/index.ts'
import { paidForTarget } from './payment.repository.ts'
import { targetsOf, type PriceRow } from './price.repository.ts'
import { isPaid, isRightOf } from './settle-right.ts'

/**
 * Whether an account has already what an offer sells: `owned` what was bought for good, `rented` what was rented and is
 * not over, which only another rental would double; null for what it lacks a part of, and for plans. What was paid a
 * moment ago counts, though its right is still on its way. What `butFor` paid is left out. The account's money is locked.
 */
export async function findPossession(
  tx: Transaction,
  context: Context,
  { accountId, offer, butFor }: { accountId: string; offer: PriceRow; butFor?: string },
): Promise<'owned' | 'rented' | null> {
  const { titleOffer } = offer
  if (!titleOffer) return null
  const targets = await targetsOf(tx, titleOffer)
  const rights = await readRights(tx, accountId)
  const living = rights.filter(
    ({ source, revokedAt, endsAt }) =>
      revokedAt === null &&
      (endsAt === null || endsAt > context.now) &&
      (butFor === undefined || !isRightOf(butFor, source)),
  )
  const opens = (reasons: readonly string[]): boolean =>
    targets.length > 0 &&
    targets.every((target) =>
      living.some(
        ({ reason, titleId, seasonNumber }) =>
          reasons.includes(reason) &&
          titleId === target.titleId &&
          (seasonNumber === null || seasonNumber === target.seasonNumber),
      ),
    )
  const onTheirWay = (await paidForTarget(tx, accountId, titleOffer)).filter(
    ({ payment }) =>
      payment.id !== butFor && isPaid(payment) && !rights.some(({ source }) => isRightOf(payment.id, source)),
  )
  if (opens(['purchase']) || onTheirWay.some(({ kind }) => kind === 'purchase')) return 'owned'
  if (titleOffer.kind === 'purchase') return null
  return opens(['purchase', 'rental']) || onTheirWay.length > 0 ? 'rented' : null
}
