import { requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { creditOf } from './ledger.repository.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import { creditOfSchema, type CreditDto } from './receipt.schemas.ts'

/**
 * Gives what an account has to its credit, in the smallest part of each currency, by what stands in the book: one's own,
 * or with `payment.read` another's. Currencies without any are left out.
 */
export async function getCredit(context: Context, input: { accountId?: string } = {}): Promise<CreditDto[]> {
  const { accountId = requireAccountId(context) } = parseInput(creditOfSchema, input)
  authorizeOwnOrStaff(context, accountId)
  return creditOf(accountId)
}
