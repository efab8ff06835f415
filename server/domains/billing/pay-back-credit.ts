import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { creditPaidBackEntry } from './entries.ts'
import { requestKeyUsed, tooLittleCredit } from './errors.ts'
import { readPayable } from './get-credit.ts'
import { postingsOf } from './ledger.repository.ts'
import { lockAccountMoney } from './payment.repository.ts'
import { postEntry } from './post-entry.ts'
import { payBackCreditSchema, type CreditDto, type PayBackCreditInput } from './receipt.schemas.ts'

const dong = 'VND' as const

/**
 * Says that staff sent an account some of its credit by bank transfer, once for each request key, and gives what is left.
 * What a provider is about to give back of it anyway is not there to be sent. Wants `payment.refund`; throws
 * `credit.too-little`, and `payment.request-key-used` where the key paid back another amount.
 */
export async function payBackCredit(context: Context, input: PayBackCreditInput): Promise<CreditDto> {
  authorize(context, 'payment.refund')
  const { accountId, amountMinor, note, requestKey } = parseInput(payBackCreditSchema, input)
  const entry = creditPaidBackEntry({
    accountId,
    provider: 'sepay',
    sourceId: `${accountId}:${requestKey}`,
    paidBack: { amountMinor, currency: dong },
    at: context.now,
  })
  return inTransaction(async (tx) => {
    await lockAccountMoney(tx, accountId)
    const written = await postingsOf(tx, entry)
    const { creditMinor, payableMinor } = await readPayable(tx, accountId)
    if (written.length > 0) {
      if (!written.some((posting) => posting.amountMinor === amountMinor)) throw requestKeyUsed()
      return { currency: dong, amountMinor: creditMinor }
    }
    if (amountMinor > payableMinor) throw tooLittleCredit(payableMinor)
    await postEntry(tx, context, { ...entry, note })
    const detail = { amountMinor, currency: dong, note }
    await recordAudit(tx, context, 'credit.pay-back', { type: 'account', id: accountId, detail })
    return { currency: dong, amountMinor: creditMinor - amountMinor }
  })
}
