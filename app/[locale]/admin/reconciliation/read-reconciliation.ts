import { z } from 'zod'
import type { ReconciliationPage } from '#components/admin/reconciliation/reconciliation-page.ts'
import { getLastProof, listEvents, listReconciliations, verifyLedger } from '#server/domains/billing/index.ts'
import { listReconciliationsSchema } from '#server/domains/billing/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import { one, type SearchParams } from '../search-params.ts'
import { dayOf } from './read-days.ts'

const pageSize = 20
const mostFound = 5
const pageSchema = z.coerce.number().int().min(1).max(5000)

/** Gives everything the page of reconciliation shows. */
export async function readReconciliationPage(
  context: Context,
  search: SearchParams,
): Promise<ReconciliationPage> {
  const show = listReconciliationsSchema.shape.show.safeParse(one(search.show)).data ?? 'all'
  const page = pageSchema.safeParse(one(search.page) ?? 1).data ?? 1
  const [proof, last, list, newest, found] = await Promise.all([
    verifyLedger(context),
    getLastProof(context),
    listReconciliations(context, { show, limit: pageSize, offset: (page - 1) * pageSize }),
    listReconciliations(context, { limit: 1 }),
    listEvents(context, { origin: 'reconciliation', limit: mostFound }),
  ])
  return {
    proof,
    last,
    show,
    ...list,
    page,
    pageSize,
    newest: newest.runs[0] ?? null,
    found,
    today: dayOf(context.now),
    nowIso: context.now.toISOString(),
  }
}
