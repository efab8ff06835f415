import { z } from 'zod'
import type {
  AccountOption,
  NamedPayment,
  TransfersPage,
} from '#components/admin/transfers/transfers-page.ts'
import { listPayments, listTransfers, suggestPayments } from '#server/domains/billing/index.ts'
import type { PaymentDto, TransferDto } from '#server/domains/billing/schemas.ts'
import { listAccounts, nameAccounts } from '#server/domains/identity/index.ts'
import { authorize, may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { one, type SearchParams } from '../search-params.ts'

const pageSize = 20
const mostUnderpaid = 20
const mostFound = 10
const mostPeople = 5
const pageSchema = z.coerce.number().int().min(1).max(5000)
const findSchema = z.object({ text: z.string().trim().min(1).max(200) })
/** Payments that are made by transfer. */
const byTransfer = { provider: 'sepay' } as const

/** Gives everything the page of transfers shows. */
export async function readTransfersPage(context: Context, search: SearchParams): Promise<TransfersPage> {
  const show = one(search.show) === 'all' ? 'all' : 'waiting'
  const page = pageSchema.safeParse(one(search.page) ?? 1).data ?? 1
  const [list, waiting, held] = await Promise.all([
    listTransfers(context, { show, limit: pageSize, offset: (page - 1) * pageSize }),
    listTransfers(context, { limit: 1 }),
    listPayments(context, { ...byTransfer, state: 'held', limit: mostUnderpaid }),
  ])
  const [suggestions, matched, heldTransfers] = await Promise.all([
    suggestPayments(context, { transferIds: list.transfers.map(({ id }) => id) }),
    readMatched(context, list.transfers),
    Promise.all(held.payments.map(({ id }) => readHeld(context, id))),
  ])
  const payments = [...matched, ...held.payments, ...suggestions.map(({ payment }) => payment)]
  const named = await nameEach(
    context,
    payments,
    list.transfers.flatMap(({ settledBy }) => accountIdOf(settledBy)),
  )
  const find = (id: string | null) => matched.find((payment) => payment.id === id)
  return {
    show,
    transfers: list.transfers.map((transfer) => {
      const suggestion = suggestions.find(({ transferId }) => transferId === transfer.id)
      const payment = find(transfer.paymentId)
      const [settler] = accountIdOf(transfer.settledBy)
      return {
        ...transfer,
        payment: payment ? named.name(payment) : null,
        suggestion: suggestion
          ? { payment: named.name(suggestion.payment), lettersApart: suggestion.lettersApart }
          : null,
        settledByName: settler === undefined ? null : (named.names.get(settler) ?? null),
      }
    }),
    total: list.total,
    page,
    pageSize,
    waiting: waiting.total,
    underpaid: held.payments.map((payment, index) => ({
      payment: named.name(payment),
      transfers: heldTransfers[index] ?? [],
    })),
    underpaidTotal: held.total,
    maySettle: may(context.actor, 'payment.settle'),
    nowIso: context.now.toISOString(),
  }
}

/** Gives payments by transfer for what staff typed: a code, or part of a name or an address. Wants `payment.settle`. */
export async function findPayments(context: Context, input: { text: string }): Promise<NamedPayment[]> {
  authorize(context, 'payment.settle')
  const { text } = parseInput(findSchema, input)
  const code = text.replaceAll(/[^0-9A-Za-z]/g, '')
  const [byCode, people] = await Promise.all([
    code === '' || code.length > 20 ? [] : ofCode(context, code),
    listAccounts(context, { text, pageSize: mostPeople }),
  ])
  const theirs = await Promise.all(
    people.accounts.map(({ id }) =>
      listPayments(context, { ...byTransfer, accountId: id, limit: mostFound }),
    ),
  )
  const found = [...byCode, ...theirs.flatMap(({ payments }) => payments)].slice(0, mostFound)
  const { name } = await nameEach(context, found)
  return found.map(name)
}

/** Gives accounts for what staff typed of a name or an address. Wants `payment.settle`. */
export async function findAccounts(context: Context, input: { text: string }): Promise<AccountOption[]> {
  authorize(context, 'payment.settle')
  const { text } = parseInput(findSchema, input)
  const { accounts } = await listAccounts(context, { text, pageSize: mostFound })
  return accounts.map(({ id, displayName, email }) => ({ id, name: displayName, email }))
}

async function ofCode(context: Context, code: string): Promise<PaymentDto[]> {
  return (await listPayments(context, { ...byTransfer, code })).payments
}

async function readMatched(context: Context, transfers: readonly TransferDto[]): Promise<PaymentDto[]> {
  const ids = [...new Set(transfers.flatMap(({ paymentId }) => paymentId ?? []))]
  return ids.length === 0 ? [] : (await listPayments(context, { ids })).payments
}

async function readHeld(context: Context, paymentId: string): Promise<TransferDto[]> {
  return (await listTransfers(context, { show: 'held', paymentId })).transfers
}

/** `account:` and the id, as who did something is kept. */
function accountIdOf(actor: string | null): string[] {
  return actor?.startsWith('account:') ? [actor.slice('account:'.length)] : []
}

async function nameEach(context: Context, payments: readonly PaymentDto[], others: readonly string[] = []) {
  const accountIds = [...new Set([...payments.map(({ accountId }) => accountId), ...others])]
  const names = await nameAccounts(context, { accountIds })
  const name = (payment: PaymentDto): NamedPayment => ({
    ...payment,
    person: names.get(payment.accountId) ?? null,
  })
  return { names, name }
}
