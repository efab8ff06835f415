import type { Context, Role } from '../../platform/context/context.ts'
import { rolesThatMay, type Permission } from '../../platform/authorize/authorize.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueueEach } from '../../platform/queues/enqueue.ts'
import { findUsedKeys } from '../../platform/queues/find-keys.ts'
import { listAccounts } from '../identity/index.ts'
import { sendStaffMailJob } from './jobs.ts'
import { requireSystem } from './policy.ts'
import { staffNewsSchema, type StaffNews } from './staff-mail.schemas.ts'
import { isFirstOfItsHour } from './transfer.repository.ts'

const pageSize = 200

/** Who may act on it is told. */
export const actsOn = {
  ledger: 'ledger.read',
  dispute: 'payment.refund',
  transfers: 'payment.settle',
} as const satisfies Record<StaffNews['about'], Permission>

/**
 * Has a mail sent to each of the staff who may act on this; the same `letterId` is the same letter. Of transfers that wait
 * the first of each hour alone is told of, with however many wait by then. Gives how many it was written to now.
 */
export async function tellStaff(
  context: Context,
  { letterId, news: given }: { letterId: string; news: StaffNews },
): Promise<{ told: number }> {
  requireSystem(context)
  const news = parseInput(staffNewsSchema, given)
  if (news.about === 'transfers' && !(await isFirstOfItsHour(news.transferId))) return { told: 0 }
  const accountIds: string[] = []
  for (const role of rolesThatMay(actsOn[news.about])) accountIds.push(...(await listStaff(context, role)))
  return inTransaction(async (tx) => {
    const letters = accountIds.map((accountId) => ({
      payload: { accountId, letterId, news },
      dedupeKey: `${letterId}-${accountId}`,
      subject: { type: 'account', id: accountId },
    }))
    // Some may be through by now: a key holds only while its run is open.
    const used = await findUsedKeys(tx, sendStaffMailJob, {
      dedupeKeys: letters.map(({ dedupeKey }) => dedupeKey),
      subjectType: 'account',
      subjectIds: accountIds,
    })
    const unwritten = letters.filter(({ dedupeKey }) => !used.has(dedupeKey))
    await enqueueEach(tx, context, sendStaffMailJob, unwritten)
    return { told: unwritten.length }
  })
}

/** Whose account is locked, about to be erased or not proved is told nothing. */
async function listStaff(context: Context, role: Role): Promise<string[]> {
  const ids: string[] = []
  for (let page = 1; ; page++) {
    const { accounts } = await listAccounts(context, { role, state: 'active', page, pageSize })
    ids.push(...accounts.map(({ id }) => id))
    if (accounts.length < pageSize) return ids
  }
}
