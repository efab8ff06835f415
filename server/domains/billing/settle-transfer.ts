import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { AuditAction } from '../../platform/audit/schemas.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { describeActor, type Context } from '../../platform/context/context.ts'
import { conflict, notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { getAccount, hasAccount } from '../identity/index.ts'
import { announcePayment } from './announce-payment.ts'
import { returnedEntry, transferCreditedEntry, transferParty } from './entries.ts'
import { transferNotOurs, transferSettled } from './errors.ts'
import { changePayment, lockAccountMoney, lockPayment, type PaymentRow } from './payment.repository.ts'
import { postEntry } from './post-entry.ts'
import { receiveMoney } from './receive-money.ts'
import {
  changeTransfer,
  findTransfer,
  isTransferHeld,
  lockTransfer,
  readTransfers,
  type TransferRow,
} from './transfer.repository.ts'
import {
  creditTransferSchema,
  listTransfersSchema,
  matchTransferSchema,
  returnTransferSchema,
  type ListTransfersInput,
  type TransferDto,
} from './transfer.schemas.ts'

const dong = { currency: 'VND' as const }

/** Gives the transfers that wait for staff, or are held for payments, or all, the newest first. Wants `payment.read`. */
export async function listTransfers(
  context: Context,
  input: ListTransfersInput = {},
): Promise<{ transfers: TransferDto[]; total: number }> {
  authorize(context, 'payment.read')
  const { show, paymentId, limit, offset } = parseInput(listTransfersSchema, input)
  const states = show === 'waiting' ? (['queued', 'quarantined'] as const) : undefined
  const filter = { states: states && [...states], paymentId, held: show === 'held' }
  const { rows, total } = await readTransfers(filter, { limit, offset })
  return { transfers: rows.map(toTransferDto), total }
}

/**
 * Says by hand which payment a waiting transfer is for; it then counts as if it had named its code. Wants
 * `payment.settle`; throws `transfer.not-found`, `transfer.settled`, `payment.not-found`, `transfer.wrong-currency`, and
 * `account.not-found` where whoever that payment is of is gone.
 */
export async function matchTransfer(
  context: Context,
  input: { transferId: string; paymentId: string },
): Promise<TransferDto> {
  authorize(context, 'payment.settle')
  const { transferId, paymentId } = parseInput(matchTransferSchema, input)
  const done = await inTransaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (!payment) throw notFound('payment', paymentId)
    const transfer = await lockWaiting(tx, transferId, ['queued'])
    if (payment.currency !== 'VND' || payment.provider !== 'sepay')
      throw conflict('transfer.wrong-currency', 'That payment is not made by transfer.')
    await lockAccountMoney(tx, payment.accountId)
    if (!(await hasAccount(tx, payment.accountId))) throw notFound('account', payment.accountId)
    await receiveMoney(tx, context, payment, {
      amountMinor: transfer.amountMinor,
      sourceId: transfer.id,
      at: transfer.transferredAt,
      from: { bookAccount: 'liability', party: transferParty(transfer.id) },
    })
    const row = await settle(tx, context, transfer, { state: 'matched', paymentId })
    await audit(tx, context, 'transfer.match', row, { paymentId })
    return row
  })
  await announcePayment(paymentId)
  return toTransferDto(done)
}

/**
 * Makes a transfer an account's credit: one that waits, or one that is held for a payment of that account. Wants
 * `payment.settle`; throws `transfer.not-found`, `transfer.settled`, `transfer.not-ours`, `account.not-found`.
 */
export async function creditTransfer(
  context: Context,
  input: { transferId: string; accountId: string },
): Promise<TransferDto> {
  authorize(context, 'payment.settle')
  const { transferId, accountId } = parseInput(creditTransferSchema, input)
  await getAccount(context, { id: accountId })
  const { row, payment } = await withHeld(context, transferId, async (tx, transfer, held) => {
    // What came to a stranger's account is not ours to give.
    if (transfer.state === 'quarantined') throw transferNotOurs()
    if (held && held.accountId !== accountId)
      throw conflict('transfer.settled', 'It is held for a payment of another account.', { state: 'matched' })
    const party = held?.id ?? transferParty(transfer.id)
    const received = { ...dong, amountMinor: transfer.amountMinor }
    const at = context.now
    await postEntry(tx, context, transferCreditedEntry({ accountId, transferId, party, received, at }))
    const settled = await settle(tx, context, transfer, { state: 'credited' })
    await audit(tx, context, 'transfer.credit', settled, { accountId })
    return settled
  })
  if (payment) await announcePayment(payment.id)
  return toTransferDto(row)
}

/**
 * Says that a transfer was sent back by staff: one that waits, or one that is held for a payment. Wants `payment.settle`;
 * throws `transfer.not-found`, `transfer.settled`.
 */
export async function returnTransfer(
  context: Context,
  input: { transferId: string; note: string },
): Promise<TransferDto> {
  authorize(context, 'payment.settle')
  const { transferId, note } = parseInput(returnTransferSchema, input)
  const { row, payment } = await withHeld(context, transferId, async (tx, transfer, held) => {
    // What came to a stranger's account never was in our book.
    if (transfer.state !== 'quarantined') {
      const entry = returnedEntry({
        accountId: held?.accountId ?? null,
        transferId,
        party: held?.id ?? transferParty(transferId),
        provider: 'sepay',
        returned: { ...dong, amountMinor: transfer.amountMinor },
        at: context.now,
      })
      await postEntry(tx, context, { ...entry, note })
    }
    const settled = await settle(tx, context, transfer, { state: 'returned' })
    await audit(tx, context, 'transfer.return', settled, { note })
    return settled
  })
  if (payment) await announcePayment(payment.id)
  return toTransferDto(row)
}

/** Works on a transfer that waits, or on one held for a payment, which then no longer has it. */
async function withHeld(
  context: Context,
  transferId: string,
  work: (tx: Transaction, transfer: TransferRow, held: PaymentRow | null) => Promise<TransferRow>,
): Promise<{ row: TransferRow; payment: PaymentRow | null }> {
  const seen = await findTransfer(database(), transferId)
  return inTransaction(async (tx) => {
    const payment = seen?.paymentId ? await lockPayment(tx, seen.paymentId) : null
    const transfer = await lockWaiting(tx, transferId, ['queued', 'quarantined', 'matched'])
    const held = transfer.state === 'matched' ? payment : null
    if (transfer.state === 'matched') {
      // Whoever matched it meanwhile has a payment hold it that is not locked here.
      const isLocked = held !== null && transfer.paymentId === held.id
      if (!isLocked || !(await isTransferHeld(tx, transferId))) throw transferSettled('matched')
    }
    // Whatever it is called: what is not held for its payment is not there to go anywhere.
    if (held && transfer.amountMinor > held.heldMinor) throw transferSettled('matched')
    const row = await work(tx, transfer, held)
    if (held) await letGo(tx, context, held, transfer.amountMinor)
    return { row, payment: held }
  })
}

/** A payment without money waits again, or is over as it was. */
async function letGo(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  amountMinor: number,
): Promise<void> {
  await lockAccountMoney(tx, payment.accountId)
  const heldMinor = payment.heldMinor - amountMinor
  const unpaid = payment.expiresAt > context.now ? 'pending' : 'expired'
  const idle = payment.cancelledAt ? 'cancelled' : unpaid
  await changePayment(tx, payment.id, {
    heldMinor,
    receivedMinor: payment.receivedMinor - amountMinor,
    state: heldMinor > 0 ? 'held' : idle,
  })
}

async function lockWaiting(
  tx: Transaction,
  id: string,
  states: readonly TransferRow['state'][],
): Promise<TransferRow> {
  const row = await lockTransfer(tx, id)
  if (!row) throw notFound('transfer', id)
  if (!states.includes(row.state)) throw transferSettled(row.state)
  return row
}

function settle(
  tx: Transaction,
  { actor }: Context,
  { id }: TransferRow,
  change: Partial<Pick<TransferRow, 'state' | 'paymentId'>>,
): Promise<TransferRow> {
  return changeTransfer(tx, id, { ...change, settledBy: describeActor(actor) })
}

function audit(
  tx: Transaction,
  context: Context,
  action: AuditAction,
  { id, amountMinor }: TransferRow,
  detail: Record<string, unknown>,
): Promise<void> {
  return recordAudit(tx, context, action, {
    type: 'transfer',
    id,
    detail: { amountMinor, ...dong, ...detail },
  })
}

export function toTransferDto({ fingerprint: _fingerprint, ...row }: TransferRow): TransferDto {
  return {
    ...row,
    ...dong,
    transferredAt: row.transferredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
  }
}
