import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { changeOffers } from './change-offers.ts'
import { numberSlugs } from './number-slugs.ts'
import { insertPlan, toAdminPlanDto, type PlanRow } from './plan.repository.ts'
import { createPlanSchema, type AdminPlanDto, type CreatePlanInput } from './schemas.ts'

/** Makes the draft of a plan, after all others; its address comes from its Vietnamese name. Wants `offer.write`. */
export async function createPlan(context: Context, input: CreatePlanInput): Promise<AdminPlanDto> {
  authorize(context, 'offer.write')
  const fields = parseInput(createPlanSchema, input)
  const { now } = context
  return changeOffers(context, async (tx, note) => {
    const row = await insertWithSlug(tx, { ...fields, status: 'draft', createdAt: now, changedAt: now })
    const { id, slug } = row
    await note({ action: 'plan.create', kind: 'plan', id, change: 'created', detail: { slug } })
    return toAdminPlanDto(row, [])
  })
}

async function insertWithSlug(
  tx: Transaction,
  plan: Omit<Parameters<typeof insertPlan>[1], 'slug'>,
): Promise<PlanRow> {
  for (const slug of numberSlugs(plan.name.vi, 'plan')) {
    const row = await insertPlan(tx, { ...plan, slug })
    if (row) return row
  }
  throw new Error(`There are too many plans named ${plan.name.vi}.`)
}
