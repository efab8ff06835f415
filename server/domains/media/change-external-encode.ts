import { now } from '../../platform/clock/clock.ts'
import { hasEnded } from '../../platform/media-tools/port/encode-ledger.ts'
import type { ExternalChange } from '../../platform/media-tools/port.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { updateExternalEncode, type ExternalEncodeRow } from './external-encode.repository.ts'

const order = ['submitted', 'progressing', 'complete', 'failed', 'cancelled'] as const

/**
 * Takes over what is known now of an encode outside, its row locked. It never goes back: an end stays, the percentage
 * does not fall, what is begun is not queued again. Gives whether anything changed.
 */
export async function changeExternalEncode(
  tx: Transaction,
  row: ExternalEncodeRow,
  change: ExternalChange,
): Promise<boolean> {
  const isOver = hasEnded(row.state)
  // Its id may come after its end: an event can overtake the answer that names the job.
  const externalId = row.externalId ?? change.externalId ?? null
  const state =
    !isOver && change.state && order.indexOf(change.state) > order.indexOf(row.state)
      ? change.state
      : row.state
  const percent = isOver ? row.percent : Math.max(row.percent, Math.floor(change.percent ?? 0))
  const error = isOver ? row.error : (change.error ?? row.error)
  const changed = externalId !== row.externalId || state !== row.state || percent !== row.percent
  if (changed) await updateExternalEncode(tx, row.id, { externalId, state, percent, error, updatedAt: now() })
  return changed
}
