import { authorize } from '../../platform/authorize/authorize.ts'
import { houseDay } from '../../platform/clock/house-zone.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { currencies, type Currency } from '../../platform/money/money.ts'
import type { ProviderName } from '../../platform/payments/port.ts'
import { readCashByDay, readCashOfMonth } from './takings.repository.ts'
import { getTakingsSchema, type Takings } from './takings.schemas.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Gives the net money of this month, of the same span of the last, and of each of the last days by provider, for every
 * currency that moved: what came to providers and banks less what left them, by the book's cash and the days of the
 * house. Wants `ledger.read`.
 */
export async function getTakings(context: Context, input: { days?: number } = {}): Promise<Takings[]> {
  authorize(context, 'ledger.read')
  const { days: count } = parseInput(getTakingsSchema, input)
  const days = lastDays(context.now, count)
  const [moved, months] = await Promise.all([
    readCashByDay(days[0] ?? houseDay(context.now), context.now),
    readCashOfMonth(context.now),
  ])
  const hasMoved = (currency: Currency) => [...moved, ...months].some((row) => row.currency === currency)
  return currencies.filter(hasMoved).map((currency) => {
    const month = months.find((row) => row.currency === currency)
    const own = moved.filter((row) => row.currency === currency)
    return {
      currency,
      monthMinor: month?.monthMinor ?? 0,
      monthBeforeMinor: month?.monthBeforeMinor ?? 0,
      days: days.map((day) => ({
        day,
        moved: own
          .filter((row) => row.day === day)
          .map(({ provider, inMinor, outMinor }) => ({
            provider: provider as ProviderName,
            inMinor,
            outMinor,
          })),
      })),
    }
  })
}

/** So many days to the one that it is at the house; the calendar knows no hours. */
function lastDays(now: Date, count: number): string[] {
  const today = Date.parse(houseDay(now))
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
}
