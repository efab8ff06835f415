import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, type Queryable } from '../../platform/postgres/postgres.ts'
import { creditOf } from './ledger.repository.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import { accountMoneySchema, creditOfSchema, type CreditDto } from './receipt.schemas.ts'
import { askedOfCredit } from './refund.repository.ts'

/** What goes back by hand goes by bank transfer. */
const dong = 'VND' as const

/**
 * Gives what an account has to its credit, in the smallest part of each currency, by what stands in the book: one's own,
 * or with `payment.read` another's. Currencies without any are left out.
 */
export async function getCredit(context: Context, input: { accountId?: string } = {}): Promise<CreditDto[]> {
  const { accountId = requireAccountId(context) } = parseInput(creditOfSchema, input)
  authorizeOwnOrStaff(context, accountId)
  return creditOf(accountId)
}

/**
 * Gives how much of an account's credit staff may send back by bank transfer now, in đồng: what a card's provider is about
 * to give back of it anyway is not in it. Wants `payment.read`.
 */
export async function getPayableCredit(context: Context, input: { accountId: string }): Promise<CreditDto> {
  authorize(context, 'payment.read')
  const { accountId } = parseInput(accountMoneySchema, input)
  const { payableMinor } = await readPayable(database(), accountId)
  return { currency: dong, amountMinor: payableMinor }
}

/** What stands to an account's credit in đồng, and how much of that no provider is about to give back. */
export async function readPayable(
  db: Queryable,
  accountId: string,
): Promise<{ creditMinor: number; payableMinor: number }> {
  // What is asked is read first: what is sent in between is then counted twice rather than not at all.
  const asked = await askedOfCredit(db, accountId, dong)
  const credits = await creditOf(accountId, db)
  const creditMinor = credits.find(({ currency }) => currency === dong)?.amountMinor ?? 0
  return { creditMinor, payableMinor: Math.max(0, creditMinor - asked) }
}
