import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAccountsThere } from '../identity/index.ts'
import { lettersApart } from './letters-apart.ts'
import { toPaymentDto } from './payment-dto.ts'
import { findPaymentsLacking, type PaymentWithPrice } from './payment.repository.ts'
import { findTransfers, type TransferRow } from './transfer.repository.ts'
import { suggestPaymentsSchema, type PaymentSuggestion } from './transfer.schemas.ts'

const mostLettersApart = 2
/** People pay what they were shown within days; banks' clocks are not ours. */
const beforeMs = 7 * 24 * 60 * 60 * 1000
const skewMs = 10 * 60 * 1000

/**
 * Gives for each of these transfers, where it waits, the payment that it most likely is for: one that lacks exactly this
 * amount, whose code is what the transfer says, but for a letter or two, and whose account is there. None where two are
 * as near. Wants `payment.read`.
 */
export async function suggestPayments(
  context: Context,
  input: { transferIds: string[] },
): Promise<PaymentSuggestion[]> {
  authorize(context, 'payment.read')
  const { transferIds } = parseInput(suggestPaymentsSchema, input)
  const waiting = (await findTransfers(transferIds)).filter(
    ({ state, why }) => state === 'queued' && why !== 'no-account',
  )
  const oldest = Math.min(...waiting.map(({ transferredAt }) => transferredAt.getTime()))
  const lacking = await findPaymentsLacking({
    provider: 'sepay',
    currency: 'VND',
    amountsMinor: [...new Set(waiting.map(({ amountMinor }) => amountMinor))],
    createdFrom: new Date(waiting.length === 0 ? 0 : oldest - beforeMs),
  })
  const fitting = waiting.map((transfer) => ({ transfer, near: nearTo(transfer, lacking) }))
  const there = await findAccountsThere(
    fitting.flatMap(({ near }) => near.map(({ found }) => found.payment.accountId)),
  )
  return fitting.flatMap(({ transfer, near }) => {
    const [first, second] = near.filter(({ found }) => there.has(found.payment.accountId))
    if (!first || first.apart === second?.apart) return []
    return [{ transferId: transfer.id, payment: toPaymentDto(first.found), lettersApart: first.apart }]
  })
}

/** The nearest first. */
function nearTo(
  { amountMinor, transferredAt, code, content }: TransferRow,
  lacking: readonly PaymentWithPrice[],
): { found: PaymentWithPrice; apart: number }[] {
  const at = transferredAt.getTime()
  return lacking
    .filter(({ payment }) => {
      const createdAt = payment.createdAt.getTime()
      const fits = payment.amountMinor - payment.heldMinor === amountMinor
      return fits && createdAt >= at - beforeMs && createdAt <= at + skewMs
    })
    .map((found) => ({ found, apart: lettersApart(found.payment.code ?? '', `${code ?? ''} ${content}`) }))
    .filter(({ found, apart }) => found.payment.code !== null && apart <= mostLettersApart)
    .toSorted((one, other) => one.apart - other.apart)
}
