import { isAudited, recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError, notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { grantEntitlement, listEntitlements, revokeEntitlement } from '../entitlements/index.ts'
import type { EntitlementDto, GrantEntitlementInput } from '../entitlements/schemas.ts'
import { hasAccount } from '../identity/index.ts'
import { rentalHours, rentalStartDays } from '../offers/schemas.ts'
import { addInterval } from './add-interval.ts'
import { findPayment, lockPayment, type PaymentWithPrice } from './payment.repository.ts'
import { paymentIdSchema } from './payment.schemas.ts'
import { requireSystem } from './policy.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A card is charged some hours after its period began. */
export const cardGraceMs = dayMs

/**
 * Has an account hold the rights that a payment paid for, and no others: grants what is missing, takes back what was
 * refunded or is disputed, and gives it anew when the dispute is won. It looks at what is now, so that any order of
 * events, and each of them twice, leads to the same. Where a title that was paid for is gone the others are opened, and
 * the audit log tells of it, once (`payment.lack-title`). For an account that is gone there is nothing to do.
 */
export async function settleRight(context: Context, input: { paymentId: string }): Promise<void> {
  requireSystem(context)
  const { paymentId } = parseInput(paymentIdSchema, input)
  for (let round = 0; round < 10; round++) {
    const found = await findPayment(paymentId)
    if (!found) throw notFound('payment', paymentId)
    if (!(await hasAccount(database(), found.payment.accountId))) return
    const gone = await bringAbout(context, found)
    // Whoever changed it meanwhile may have looked before this was written.
    const after = await findPayment(paymentId)
    if (!after || standingOf(after) !== standingOf(found)) continue
    if (gone.length > 0) await noteGone(context, paymentId, gone)
    return
  }
  throw new Error(`Payment ${paymentId} changes faster than its rights.`)
}

/** What died of it would die of every later event too, of the refund that mends it among them. */
async function noteGone(context: Context, paymentId: string, titleIds: readonly string[]): Promise<void> {
  await inTransaction(async (tx) => {
    await lockPayment(tx, paymentId)
    for (const titleId of titleIds) {
      const subject = { type: 'payment', id: paymentId, detail: { titleId } }
      if (!(await isAudited(tx, 'payment.lack-title', subject)))
        await recordAudit(tx, context, 'payment.lack-title', subject)
    }
  })
}

/** Gives the titles that were paid for, were not opened before and are gone. */
async function bringAbout(context: Context, found: PaymentWithPrice): Promise<string[]> {
  const { payment } = found
  const rights = await listEntitlements(context, { accountId: payment.accountId })
  const own = rights.filter(({ source }) => source === sourceOf(found) || isRightOf(payment.id, source))
  const wanted = isPaid(found.payment) ? rightsOf(found).map((right) => anew(found, right, own)) : []
  for (const right of own) {
    if (right.revokedAt === null && !wanted.some(({ source }) => source === right.source))
      await takeBack(context, right, isDisputed(payment) ? 'dispute' : 'refund')
  }
  const gone: string[] = []
  for (const right of wanted) {
    // What was given stays given, its title being deleted since or not.
    if (own.some(({ source }) => source === right.source)) continue
    if (!(await give(context, right))) gone.push(right.titleId ?? '')
  }
  return gone
}

/** False where its title is gone: the others of a bundle are given all the same. */
async function give(context: Context, right: GrantEntitlementInput): Promise<boolean> {
  try {
    await grantEntitlement(context, right)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'title.not-found') return false
    throw error
  }
}

/** What was taken back for a refund that then did not arrive is given by another name: a right taken back stays so. */
function anew(
  { payment }: PaymentWithPrice,
  right: GrantEntitlementInput,
  own: readonly EntitlementDto[],
): GrantEntitlementInput {
  const before = own.find(({ source }) => source === right.source)
  if (payment.refundFailedMinor === 0 || !before?.revokedAt || before.revokeReason !== 'refund') return right
  return { ...right, source: `${right.source}:again-${payment.refundFailedMinor}` }
}

async function takeBack(context: Context, { id }: EntitlementDto, reason: string): Promise<void> {
  try {
    await revokeEntitlement(context, { id, reason })
  } catch (error) {
    // Another job was there first.
    if (!(error instanceof AppError && error.code === 'entitlement.revoked')) throw error
  }
}

/** All that decides which rights there are. */
function standingOf(found: PaymentWithPrice): string {
  const { periodEndsAt, refundFailedMinor } = found.payment
  return JSON.stringify([isPaid(found.payment), sourceOf(found), periodEndsAt, refundFailedMinor])
}

/** Whether what it paid for is its customer's: the money came, and was neither given nor called back. */
export function isPaid(payment: PaymentWithPrice['payment']): boolean {
  const { state, receivedMinor, refundedMinor, amountMinor } = payment
  if (state !== 'settled' || receivedMinor === 0) return false
  return refundedMinor < Math.min(amountMinor, receivedMinor) && !isDisputed(payment)
}

/** Whether its money is called back; of a dispute that was won it is not any more. */
function isDisputed({ dispute }: PaymentWithPrice['payment']): boolean {
  return dispute === 'open' || dispute === 'lost'
}

/** A right that was taken back stays so: a dispute won gives another. */
function sourceOf({ payment }: PaymentWithPrice): string {
  return `payment:${payment.id}${payment.dispute === 'won' ? ':won' : ''}`
}

/** Whether a right's source names this payment. */
export function isRightOf(paymentId: string, source: string): boolean {
  return source === `payment:${paymentId}` || source.startsWith(`payment:${paymentId}:`)
}

function rightsOf(found: PaymentWithPrice): GrantEntitlementInput[] {
  const { payment, price, plan, titleOffer } = found
  const { accountId } = payment
  const source = sourceOf(found)
  const paidAt = payment.settledAt ?? payment.createdAt
  if (plan) {
    const { maxStreams, maxHeight, kinds } = plan
    const startsAt = payment.periodStartsAt ?? paidAt
    const endsAt = payment.periodEndsAt ?? addInterval(paidAt, price.interval ?? 'month')
    const graceMs = payment.provider === 'stripe' ? cardGraceMs : 0
    return [
      {
        accountId,
        scope: 'catalogue',
        reason: 'subscription',
        source,
        startsAt,
        endsAt: new Date(endsAt.getTime() + graceMs),
        maxStreams,
        maxHeight,
        kinds,
      },
    ]
  }
  if (!titleOffer) return []
  const targets = payment.targets ?? []
  if (targets.length === 0) throw new Error(`Payment ${payment.id} paid for nothing that is there.`)
  const time =
    titleOffer.kind === 'rental'
      ? { endsAt: new Date(paidAt.getTime() + rentalStartDays * dayMs), playHours: rentalHours }
      : {}
  return targets.map((target) => ({
    accountId,
    scope: 'title' as const,
    ...target,
    reason: titleOffer.kind,
    source: targets.length === 1 ? source : `${source}:${target.titleId}`,
    startsAt: paidAt,
    ...time,
  }))
}
