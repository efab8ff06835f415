import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { conflict } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { endSubscriptionOf, stopPaymentsOf } from '../billing/index.ts'
import { eraseEntitlements } from '../entitlements/index.ts'
import { nameAccounts } from '../identity/index.ts'
import { erasePlayback } from '../playback/index.ts'
import { eraseProfiles } from '../profiles/index.ts'
import { exportsOf, removeDataExportsOf } from './data-export.repository.ts'
import { ofAccountSchema } from './schemas.ts'

/**
 * Has every domain remove what it keeps of an account that identity has erased; the audit log and the book of
 * money keep the bare id, and no card is charged any more. Each
 * part may be done again, so that one cut short goes on from its beginning. Throws `account.still-there` as long as the
 * account exists.
 */
export async function erasePersonalData(context: Context, input: { accountId: string }): Promise<void> {
  // Nobody holds what all the parts want but the house itself and an admin.
  authorize(context, 'account.set-role')
  const { accountId } = parseInput(ofAccountSchema, input)
  const living = await nameAccounts(context, { accountIds: [accountId] })
  if (living.size > 0) throw conflict('account.still-there', 'The account itself is to be erased first.')
  await endSubscriptionOf(context, { accountId })
  await eraseProfiles(context, { accountId })
  await eraseEntitlements(context, { accountId })
  await erasePlayback(context, { accountId })
  await storage().deletePrefix(exportsOf(accountId))
  // Last, for a provider may be away.
  await stopPaymentsOf(context, { accountId })
  await inTransaction(async (tx) => {
    await removeDataExportsOf(tx, accountId)
    await recordAudit(tx, context, 'account.erase-data', { type: 'account', id: accountId })
  })
}
