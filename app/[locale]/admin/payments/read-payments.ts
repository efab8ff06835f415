import { z } from 'zod'
import type { ChosenPayment, PaymentsPage } from '#components/admin/payments/payments-page.ts'
import type { Locale } from '#i18n/routing.ts'
import {
  getPayment,
  getTakings,
  listPaymentEntries,
  listPayments,
  listReconciliations,
  listRefunds,
  listTransfers,
  suggestPayments,
} from '#server/domains/billing/index.ts'
import { paymentFilterSchema, type PaymentFilterInput } from '#server/domains/billing/schemas.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { one, type SearchParams } from '../search-params.ts'
import { namePayments, namePeople } from './name-payments.ts'

const pageSize = 25
const mostWaiting = 2
const accountPrefix = 'account:'

/** The list's filters as its address carries them; a part that makes no sense is as if it were absent. */
export const paymentsQuerySchema = z
  .object({
    code: z.string(),
    person: z.string(),
    account: z.string(),
    state: z.string(),
    provider: z.string(),
    page: z.string(),
    payment: z.string(),
  })
  .partial()

/** Reads the list's filters from the address; a part that makes no sense is as if it were absent. */
export function readPaymentsQuery(search: SearchParams): PaymentFilterInput {
  const { shape } = paymentFilterSchema
  const state = one(search.state)
  return {
    accountId: shape.accountId.safeParse(one(search.account)).data,
    person: shape.person.safeParse(one(search.person)).data,
    // What went back, or is called back, is looked for like a state.
    state: shape.state.safeParse(state).data,
    has: shape.has.safeParse(state).data,
    provider: shape.provider.safeParse(one(search.provider)).data,
    code: one(search.code)?.slice(0, 60),
  }
}

/** Gives everything the page of payments shows to whoever asks. */
export async function readPaymentsPage(
  context: Context,
  locale: Locale,
  search: SearchParams,
): Promise<PaymentsPage> {
  const { actor } = context
  const filter = readPaymentsQuery(search)
  const page = readPage(search)
  const [list, waiting, takings, compared, chosen, people] = await Promise.all([
    listPayments(context, { ...filter, limit: pageSize, offset: (page - 1) * pageSize }),
    readWaiting(context),
    may(actor, 'ledger.read') ? getTakings(context) : null,
    may(actor, 'payment.settle') ? readCompared(context) : undefined,
    readChosen(context, locale, one(search.payment)),
    filter.accountId === undefined ? new Map<string, string>() : namePeople(context, [filter.accountId]),
  ])
  return {
    takings,
    waiting,
    list: { payments: await namePayments(context, locale, list.payments), total: list.total, page, pageSize },
    chosen,
    compared,
    onlyOf: people.get(filter.accountId ?? '') ?? null,
    powers: {
      refund: may(actor, 'payment.refund'),
      settle: may(actor, 'payment.settle'),
      openAccounts: may(actor, 'account.read'),
      readAudit: may(actor, 'audit.read'),
    },
    nowIso: context.now.toISOString(),
  }
}

/** Gives the page that an address names; the first where it names none. */
export function readPage(search: SearchParams): number {
  return z.coerce.number().int().min(1).max(4000).safeParse(one(search.page)).data ?? 1
}

async function readWaiting(context: Context): Promise<PaymentsPage['waiting']> {
  const [{ transfers, total }, held] = await Promise.all([
    listTransfers(context, { show: 'waiting', limit: mostWaiting }),
    listPayments(context, { state: 'held', limit: mostWaiting }),
  ])
  const suggested = await suggestPayments(context, { transferIds: transfers.map(({ id }) => id) })
  const nearest = new Map(suggested.map((each) => [each.transferId, each]))
  return {
    total,
    held: held.payments,
    transfers: transfers.map((transfer) => {
      const near = nearest.get(transfer.id)
      const code = near?.payment.code
      return { ...transfer, nearest: near && code ? { code, lettersApart: near.lettersApart } : null }
    }),
  }
}

/** The newest comparison that is through. */
async function readCompared(context: Context): Promise<PaymentsPage['compared']> {
  const { runs } = await listReconciliations(context, { limit: 20 })
  const last = runs.find(({ state }) => state === 'done')
  return last?.finishedAt ? { at: last.finishedAt, found: last.comparison?.found ?? 0 } : null
}

async function readChosen(
  context: Context,
  locale: Locale,
  id: string | undefined,
): Promise<PaymentsPage['chosen']> {
  if (id === undefined) return null
  const paymentId = z.uuid().safeParse(id).data
  if (paymentId === undefined) return 'missing'
  try {
    return await readPayment(context, locale, paymentId)
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return 'missing'
    throw error
  }
}

async function readPayment(
  context: Context,
  locale: Locale,
  paymentId: string,
): Promise<ChosenPayment | 'missing'> {
  const [entries, { transfers }, refunds] = await Promise.all([
    listPaymentEntries(context, { paymentId }),
    listTransfers(context, { show: 'all', paymentId, limit: 50 }),
    listRefunds(context, { paymentId }),
  ])
  // Read last: it is never behind what it is shown beside, and whoever looks is told of what comes later.
  const payment = await getPayment(context, { paymentId })
  const [named] = await namePayments(context, locale, [payment])
  if (!named) return 'missing'
  const askers = await namePeople(
    context,
    refunds.flatMap(({ askedBy }) =>
      askedBy.startsWith(accountPrefix) ? [askedBy.slice(accountPrefix.length)] : [],
    ),
  )
  return {
    payment: named,
    entries,
    transfers,
    refunds: refunds.map((refund) => ({
      ...refund,
      asker: askers.get(refund.askedBy.slice(accountPrefix.length)) ?? null,
    })),
  }
}
