import type { Context } from '../../platform/context/context.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { announceSubscription } from './announce-subscription.ts'
import { renewalDueEvent, subscriptionPastDueEvent, trialEndingEvent } from './events.ts'
import { requireSystem } from './policy.ts'
import { askBeforeDays, graceDays, tellTrialDays } from './subscription.schemas.ts'
import { detailsOf, endSubscription, tellSubscription } from './subscription-changes.ts'
import { changeSubscription, lockDueSubscriptions, type SubscriptionRow } from './subscription.repository.ts'

const dayMs = 24 * 60 * 60 * 1000
const askBeforeMs = askBeforeDays * dayMs
const tellTrialMs = tellTrialDays * dayMs
const graceMs = graceDays * dayMs
/** How long after its time a card's plan, of which its provider should have told, is ended all the same. */
const lostMs = 60 * dayMs

/**
 * Brings subscriptions to where their time has come: who renews by transfer is asked a week ahead, past due once it is
 * over, ended three days later; a cancelled one ends with its period; of a trial's first charge its owner is told three
 * days before. Gives how many changed.
 */
export async function sweepSubscriptions(context: Context): Promise<{ changed: number }> {
  requireSystem(context)
  const by = new Date(context.now.getTime() + askBeforeMs)
  let changed = 0
  let after: SubscriptionRow | undefined
  for (;;) {
    const { rows, brought } = await inTransaction(async (tx) => {
      const due = await lockDueSubscriptions(tx, { by, after })
      const brought: SubscriptionRow[] = []
      for (const row of due) {
        const next = await bringOn(tx, context, row)
        if (next) brought.push(next)
      }
      return { rows: due, brought }
    })
    changed += brought.length
    for (const row of brought) await announceSubscription(row)
    after = rows.at(-1)
    if (!after) return { changed }
  }
}

/** Gives the row as it then is; null where nothing is due. */
async function bringOn(
  tx: Transaction,
  context: Context,
  row: SubscriptionRow,
): Promise<SubscriptionRow | null> {
  const overMs = context.now.getTime() - row.periodEndsAt.getTime()
  const isOver = overMs >= 0
  if (row.renews === 'by-itself') {
    if (overMs >= lostMs) return endSubscription(tx, context, row, 'run-out')
    const isNear = !isOver && overMs >= -tellTrialMs
    return row.state === 'trial' && isNear ? ask(tx, context, row, trialEndingEvent) : null
  }
  if (isOver && (row.state === 'cancelled' || overMs >= graceMs))
    return endSubscription(tx, context, row, 'run-out')
  if (isOver && row.state === 'active') {
    const late = await changeSubscription(tx, row, { state: 'past-due' })
    await tellSubscription(tx, context, subscriptionPastDueEvent, late)
    return late
  }
  return !isOver && row.state === 'active' ? ask(tx, context, row, renewalDueEvent) : null
}

/** Tells what comes with the end of this period, once for each. */
async function ask(
  tx: Transaction,
  context: Context,
  row: SubscriptionRow,
  event: typeof renewalDueEvent | typeof trialEndingEvent,
): Promise<SubscriptionRow | null> {
  const details = detailsOf(row)
  const askedFor = row.periodEndsAt.toISOString()
  if (details.askedFor === askedFor) return null
  const asked = await changeSubscription(tx, row, { details: { ...details, askedFor } })
  await tellSubscription(tx, context, event, asked)
  return asked
}
