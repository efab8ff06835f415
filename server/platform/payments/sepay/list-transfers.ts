import { log } from '../../log/log.ts'
import type { SepayPage } from './ask-sepay.ts'
import { fromTransaction, sepayTransactionSchema, toVietnamTime, type BankTransfer } from './transfer.ts'

/** The most that the API gives at once. */
const perPage = 100

/**
 * Gives every transfer, in and out, of every account that SePay watches for us, that banks dated into the range, its
 * ends included, the oldest first. One that arrives meanwhile may move another to the next page, which then comes
 * twice; none is left out. What cannot be read as a transfer is logged as an error and passed over.
 */
export async function* listTransfers(
  ask: (path: string, query: Record<string, string>) => Promise<SepayPage>,
  range: { from: Date; until: Date },
): AsyncGenerator<BankTransfer> {
  const query = {
    transaction_date_from: toVietnamTime(range.from),
    transaction_date_to: toVietnamTime(range.until),
    transaction_date_sort: 'asc',
    per_page: String(perPage),
  }
  for (let page = 1; ; page += 1) {
    const { rows, hasMore } = await ask('transactions', { ...query, page: String(page) })
    for (const row of rows) {
      const transfer = readTransfer(row)
      if (transfer) yield transfer
    }
    if (!hasMore || rows.length === 0) return
  }
}

function readTransfer(row: unknown): BankTransfer | null {
  const parsed = sepayTransactionSchema.safeParse(row)
  try {
    if (parsed.success) return fromTransaction(parsed.data)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  log().error({ row, issues: parsed.error?.issues }, 'SePay lists a transfer that can not be read')
  return null
}
