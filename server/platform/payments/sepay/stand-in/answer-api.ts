import { z } from 'zod'
import type { Bank } from './bank.ts'
import type { MadeTransfer } from './orders.ts'
import { inVietnam } from './webhook-call.ts'

export type Answer = { status: number; headers?: Record<string, string>; body: unknown }

const mostInASecond = 2
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/)
const querySchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
  transaction_date_from: time.optional(),
  transaction_date_to: time.optional(),
  transaction_date_sort: z.enum(['asc', 'desc']).default('desc'),
  transfer_type: z.enum(['in', 'out']).optional(),
  reference_number: z.string().optional(),
  since_id: z.string().optional(),
})
type Query = z.infer<typeof querySchema>

/** Gives SePay's `GET /v2/transactions` over the bank's transfers: its token, its pages, its two requests a second. */
export function createApi(
  bank: Bank,
  apiToken: string,
): (authorization: string | undefined, query: URLSearchParams) => Answer {
  let lately: number[] = []
  return (authorization, search) => {
    const now = performance.now()
    lately = lately.filter((at) => now - at < 1000)
    if (lately.length >= mostInASecond)
      return { ...refused(429, 'Too many requests.'), headers: { 'retry-after': '1' } }
    lately.push(now)
    if (authorization !== `Bearer ${apiToken}`) return refused(401, 'The token is wrong.')
    const query = querySchema.safeParse(Object.fromEntries(search))
    return query.success ? list(bank, query.data) : refused(422, z.prettifyError(query.error))
  }
}

function list(bank: Bank, query: Query): Answer {
  const { page, per_page: perPage } = query
  const found = choose(bank.transfers(), query)
  const data = found.slice((page - 1) * perPage, page * perPage).map(toRow)
  const lastPage = Math.max(1, Math.ceil(found.length / perPage))
  const pagination = {
    total: found.length,
    per_page: perPage,
    current_page: page,
    last_page: lastPage,
    has_more: page < lastPage,
  }
  return { status: 200, body: { status: 'success', data, meta: { pagination } } }
}

function choose(transfers: readonly MadeTransfer[], query: Query): MadeTransfer[] {
  const from = query.transaction_date_from ?? ''
  // A day alone means the whole of it.
  const to = query.transaction_date_to?.padEnd(19, ' 23:59:59') ?? '9999'
  const since = transfers.findIndex(({ apiId }) => apiId === query.since_id)
  const sign = query.transaction_date_sort === 'asc' ? 1 : -1
  return transfers
    .slice(since + 1)
    .filter(({ at }) => from <= inVietnam(at) && inVietnam(at) <= to)
    .filter(({ direction }) => direction === (query.transfer_type ?? direction))
    .filter(({ reference }) => reference === (query.reference_number ?? reference))
    .toSorted((a, b) => sign * inVietnam(a.at).localeCompare(inVietnam(b.at)))
}

function toRow(transfer: MadeTransfer): Record<string, unknown> {
  return {
    id: transfer.apiId,
    transaction_date: inVietnam(transfer.at),
    account_number: transfer.account,
    va: '',
    transfer_type: transfer.direction,
    amount_in: transfer.direction === 'in' ? transfer.amount : 0,
    amount_out: transfer.direction === 'out' ? transfer.amount : 0,
    accumulated: transfer.balance,
    transaction_content: transfer.content,
    reference_number: transfer.reference,
    code: transfer.code,
    bank_brand_name: transfer.gateway,
    va_id: null,
  }
}

export function refused(status: number, message: string): Answer {
  return { status, body: { status: 'error', message } }
}
