import { asc, eq, inArray, max, sql } from 'drizzle-orm'
import { plans } from '#db/postgres/schema/index.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import type { AdminPlanDto, PlanDto, PriceDto, QuoteDto } from './dtos.ts'

export type PlanRow = typeof plans.$inferSelect
type NewPlan = typeof plans.$inferInsert

/** Adds the plan after all others unless its address is taken; null then. */
export async function insertPlan(tx: Transaction, plan: Omit<NewPlan, 'position'>): Promise<PlanRow | null> {
  // Two who add one at a time would give both the same place.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('plans'))`)
  const [last] = await tx.select({ position: max(plans.position) }).from(plans)
  const [row] = await tx
    .insert(plans)
    .values({ ...plan, position: (last?.position ?? -1) + 1 })
    .onConflictDoNothing({ target: plans.slug })
    .returning()
  return row ?? null
}

/** The plan, kept from other changes until the transaction ends; null where there is none. */
export async function lockPlan(tx: Transaction, planId: string): Promise<PlanRow | null> {
  const [row] = await tx.select().from(plans).where(eq(plans.id, planId)).for('update')
  return row ?? null
}

export async function savePlan(
  tx: Transaction,
  planId: string,
  changes: Partial<Omit<NewPlan, 'id' | 'slug' | 'createdAt'>>,
): Promise<PlanRow> {
  const [row] = await tx.update(plans).set(changes).where(eq(plans.id, planId)).returning()
  if (!row) throw new Error(`Plan ${planId} vanished while it was locked.`)
  return row
}

export async function plansById(db: Queryable, planIds: readonly string[]): Promise<Map<string, PlanRow>> {
  if (planIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(plans)
    .where(inArray(plans.id, [...planIds]))
  return new Map(rows.map((row) => [row.id, row]))
}

/** All plans of these states, in their order. */
export async function readPlans(statuses: PlanRow['status'][]): Promise<PlanRow[]> {
  return database()
    .select()
    .from(plans)
    .where(inArray(plans.status, statuses))
    .orderBy(asc(plans.position), asc(plans.createdAt))
}

export function toPlanFacts(row: PlanRow): Omit<PlanDto, 'prices'> {
  const { id, slug, name, description, maxHeight, maxStreams, kinds, trialDays } = row
  return { id, slug, name, description, maxHeight, maxStreams, kinds, trialDays }
}

export function toAdminPlanDto(row: PlanRow, prices: PriceDto[]): AdminPlanDto {
  return {
    ...toPlanFacts(row),
    prices,
    position: row.position,
    status: row.status,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  }
}

export function toPlanOffer(row: PlanRow): QuoteDto['offer'] {
  return { kind: 'plan', ...toPlanFacts(row) }
}
