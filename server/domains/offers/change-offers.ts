import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { AuditAction } from '../../platform/audit/schemas.ts'
import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { offerChangedEvent } from './events.ts'
import { refreshOffersSoon } from './refresh-offers.ts'

/** One thing that was done to an offer, for the log and for whoever listens. */
export type OfferChange = {
  action: AuditAction
  kind: 'plan' | 'title-offer' | 'bundle'
  id: string
  change: 'created' | 'updated' | 'offered' | 'withdrawn' | 'priced'
  detail?: Record<string, unknown>
}

/**
 * Does one piece of work on offers in one transaction, tells of every change that it notes there, and has the pages
 * that show them refreshed where there was one.
 */
export async function changeOffers<Result>(
  context: Context,
  work: (tx: Transaction, note: (change: OfferChange) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  let isChanged = false
  const result = await inTransaction((tx) =>
    work(tx, async ({ action, kind, id, change, detail = {} }) => {
      isChanged = true
      await recordEvent(tx, context, offerChangedEvent, { kind, id, change })
      await recordAudit(tx, context, action, { type: kind, id, detail })
    }),
  )
  if (isChanged) await refreshOffersSoon(context)
  return result
}
