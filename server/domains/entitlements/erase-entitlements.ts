import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { believedRights } from './believed-rights.ts'
import { removeEntitlements } from './entitlement.repository.ts'
import { accountIdSchema } from './schemas.ts'

/** Removes all that this domain keeps of an account that is being erased; doing it twice changes nothing. */
export async function eraseEntitlements(
  context: Context,
  input: { accountId: string },
): Promise<{ removed: number }> {
  authorize(context, 'entitlement.grant')
  const { accountId } = parseInput(accountIdSchema, input)
  const removed = await inTransaction((tx) => removeEntitlements(tx, accountId))
  believedRights.forget(accountId)
  return { removed }
}
