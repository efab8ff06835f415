import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { exportBilling } from '../billing/index.ts'
import { exportEntitlements } from '../entitlements/index.ts'
import { exportAccount } from '../identity/index.ts'
import { exportPlayback } from '../playback/index.ts'
import { exportProfiles } from '../profiles/index.ts'
import { ofAccountSchema } from './schemas.ts'

/**
 * Gives all that is kept about a person, each domain its own part, as plain JSON: the account with its sessions and what
 * the audit log tells of it, the profiles with what they watched and kept, rights to watch, what was played where, what was
 * paid for and what came back.
 * Wants `account.read-private`; throws `account.not-found`.
 */
export async function exportPersonalData(
  context: Context,
  input: { accountId: string },
): Promise<Record<string, unknown>> {
  authorize(context, 'account.read-private')
  const { accountId } = parseInput(ofAccountSchema, input)
  const [account, profiles, rights, played, money] = await Promise.all([
    exportAccount(context, { id: accountId }),
    exportProfiles(context, { accountId }),
    exportEntitlements(context, { accountId }),
    exportPlayback(context, { accountId }),
    exportBilling(context, { accountId }),
  ])
  return { exportedAt: context.now.toISOString(), ...account, ...profiles, ...rights, ...played, ...money }
}
