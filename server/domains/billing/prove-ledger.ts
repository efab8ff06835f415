import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { ledgerUnbalancedEvent } from './events.ts'
import { requireSystem } from './policy.ts'
import { verifyLedger } from './verify-ledger.ts'

/**
 * Proves the book and raises the alarm where it does not prove: an event, a line in the log, and `ledger.unbalanced`
 * thrown, so that the run that asked stands among the dead ones that staff look at.
 */
export async function proveLedger(context: Context): Promise<void> {
  requireSystem(context)
  const { balanced, sums, faulty } = await verifyLedger(context)
  if (balanced) return
  context.log.fatal({ sums, faulty }, 'the ledger does not balance')
  const shown = faulty.slice(0, 100)
  await inTransaction((tx) => recordEvent(tx, context, ledgerUnbalancedEvent, { faulty: shown }))
  throw new AppError({
    kind: 'internal',
    code: 'ledger.unbalanced',
    message: `The ledger does not balance: ${JSON.stringify(sums)}, ${faulty.length} faulty entries.`,
    retryable: false,
  })
}
