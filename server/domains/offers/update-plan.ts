import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { changeOffers } from './change-offers.ts'
import { planChanged, planNotFound } from './errors.ts'
import { lockPlan, savePlan, toAdminPlanDto } from './plan.repository.ts'
import { pricesOf } from './price.repository.ts'
import { updatePlanSchema, type AdminPlanDto, type UpdatePlanInput } from './schemas.ts'

/**
 * Changes what a plan says and gives; who has it already keeps their period. Wants `offer.write`; throws
 * `plan.not-found`, and `plan.changed` where somebody else saved it since `version`.
 */
export async function updatePlan(context: Context, input: UpdatePlanInput): Promise<AdminPlanDto> {
  authorize(context, 'offer.write')
  const { planId, version, ...changes } = parseInput(updatePlanSchema, input)
  return changeOffers(context, async (tx, note) => {
    const before = await lockPlan(tx, planId)
    if (!before) throw planNotFound(planId)
    if (before.version !== version) throw planChanged()
    const row = await savePlan(tx, planId, { ...changes, version: version + 1, changedAt: context.now })
    const fields = Object.entries(changes).filter(([, value]) => value !== undefined)
    const detail = { slug: row.slug, fields: fields.map(([name]) => name) }
    await note({ action: 'plan.update', kind: 'plan', id: planId, change: 'updated', detail })
    const prices = await pricesOf(tx, { planIds: [planId] }, { isToday: false })
    return toAdminPlanDto(row, prices.get(planId) ?? [])
  })
}
