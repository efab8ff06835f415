import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getCredit } from './get-credit.ts'
import { describeMoves } from './get-receipt.ts'
import { listPayments } from './list-payments.ts'
import { listSubscriptions } from './list-subscriptions.ts'
import { authorizeOwnOrStaff } from './policy.ts'
import type { CreditDto, PaymentDto, ReceiptDto, SubscriptionDto } from './schemas.ts'
import { accountMoneySchema } from './receipt.schemas.ts'

/** What billing keeps of a person. */
export type BillingExport = {
  payments: (Omit<PaymentDto, 'instructions'> & Pick<ReceiptDto, 'creditedMinor' | 'transfers' | 'refunds'>)[]
  subscriptions: SubscriptionDto[]
  credit: CreditDto[]
}

const atOnce = 200

/**
 * Gives what this domain keeps of an account, for its owner's copy of their data: every payment with its transfers and
 * refunds, every subscription, what stands to their credit. One's own, or with `payment.read` another's.
 */
export async function exportBilling(context: Context, input: { accountId: string }): Promise<BillingExport> {
  const { accountId } = parseInput(accountMoneySchema, input)
  authorizeOwnOrStaff(context, accountId)
  const [payments, subscriptions, credit] = await Promise.all([
    readAll(async (page) => (await listPayments(context, { accountId, ...page })).payments),
    readAll(async (page) => (await listSubscriptions(context, { accountId, ...page })).subscriptions),
    getCredit(context, { accountId }),
  ])
  const moves = await describeMoves(payments)
  return {
    payments: payments.map(({ instructions: _instructions, ...payment }) => ({
      ...payment,
      ...(moves.get(payment.id) ?? { creditedMinor: 0, transfers: [], refunds: [] }),
    })),
    subscriptions,
    credit,
  }
}

async function readAll<Item>(
  read: (page: { limit: number; offset: number }) => Promise<Item[]>,
): Promise<Item[]> {
  const all: Item[] = []
  for (;;) {
    const page = await read({ limit: atOnce, offset: all.length })
    all.push(...page)
    if (page.length < atOnce) return all
  }
}
