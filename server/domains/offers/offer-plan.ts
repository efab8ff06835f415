import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { changeOffers } from './change-offers.ts'
import { planNotFound, planWithoutPrice } from './errors.ts'
import { lockPlan, savePlan } from './plan.repository.ts'
import { pricesOf } from './price.repository.ts'
import { planIdSchema, type PlanIdInput } from './schemas.ts'

/** Offers a plan to viewers. Wants `offer.write`; throws `plan.not-found`, `plan.no-price`. */
export async function offerPlan(context: Context, input: PlanIdInput): Promise<void> {
  await setStatus(context, input, 'offered')
}

/** Offers a plan to nobody new; who has it keeps it. Wants `offer.write`; throws `plan.not-found`. */
export async function withdrawPlan(context: Context, input: PlanIdInput): Promise<void> {
  await setStatus(context, input, 'withdrawn')
}

async function setStatus(
  context: Context,
  input: PlanIdInput,
  status: 'offered' | 'withdrawn',
): Promise<void> {
  authorize(context, 'offer.write')
  const { planId } = parseInput(planIdSchema, input)
  await changeOffers(context, async (tx, note) => {
    const plan = await lockPlan(tx, planId)
    if (!plan) throw planNotFound(planId)
    if (plan.status === status) return
    const prices = await pricesOf(tx, { planIds: [planId] }, { isToday: true })
    if (status === 'offered' && prices.size === 0) throw planWithoutPrice()
    await savePlan(tx, planId, { status, changedAt: context.now })
    const action = status === 'offered' ? 'plan.offer' : 'plan.withdraw'
    await note({ action, kind: 'plan', id: planId, change: status, detail: { slug: plan.slug } })
  })
}
