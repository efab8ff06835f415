import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { readPlans, toAdminPlanDto, toPlanFacts } from './plan.repository.ts'
import { pricesOf } from './price.repository.ts'
import type { AdminPlanDto, PlanDto } from './schemas.ts'
import { planStatuses } from './schemas.ts'

/** Gives the plans that are offered, in their order, with today's prices. For everybody. */
export async function listPlans(): Promise<PlanDto[]> {
  const rows = await readPlans(['offered'])
  const prices = await pricesOf(database(), { planIds: rows.map(({ id }) => id) }, { isToday: true })
  return rows.map((row) => ({ ...toPlanFacts(row), prices: prices.get(row.id) ?? [] }))
}

/** Gives every plan, drafts and withdrawn ones too, with all prices it ever had. Wants `offer.read`. */
export async function listPlansForAdmin(context: Context): Promise<AdminPlanDto[]> {
  authorize(context, 'offer.read')
  const rows = await readPlans([...planStatuses])
  const prices = await pricesOf(database(), { planIds: rows.map(({ id }) => id) }, { isToday: false })
  return rows.map((row) => toAdminPlanDto(row, prices.get(row.id) ?? []))
}
