import type { Context } from '../../platform/context/context.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { PaymentProvider } from '../../platform/payments/port.ts'
import { findPaymentCodes } from '../../platform/payments/sepay/payment-code.ts'
import type { BankTransfer } from '../../platform/payments/sepay/transfer.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { hasAccount } from '../identity/index.ts'
import type { ChargeOutcome } from './apply-charge.ts'
import { queuedEntry } from './entries.ts'
import { transferQuarantinedEvent, transferQueuedEvent } from './events.ts'
import { findPaymentIdsByCode, lockAccountMoney, lockPayment } from './payment.repository.ts'
import { postEntry } from './post-entry.ts'
import { receiveMoney } from './receive-money.ts'
import { changeTransfer, insertTransfer, type TransferRow } from './transfer.repository.ts'

/**
 * Takes over a transfer, once whichever way and under whichever number it is told of: for the payment whose code it
 * names, else into the staff's queue, also where whoever that payment is of is gone; one to a bank account that is not
 * ours is put aside and touches no money.
 */
export async function applyTransfer(
  tx: Transaction,
  context: Context,
  provider: PaymentProvider,
  transfer: BankTransfer,
): Promise<ChargeOutcome> {
  if (transfer.direction === 'out') return { outcome: 'outgoing', paymentId: null }
  const isOurs = provider.accountNumbers.includes(transfer.accountNumber)
  const { fingerprint, accountNumber, amountVnd, code, content, reference } = transfer
  const row = await insertTransfer(tx, {
    providerId: transfer.providerId,
    fingerprint,
    accountNumber,
    amountMinor: amountVnd,
    code,
    content,
    reference,
    transferredAt: transfer.at,
    receivedAt: context.now,
    state: isOurs ? 'queued' : 'quarantined',
    why: isOurs ? null : 'wrong-account',
  })
  if (!row) return { outcome: 'duplicate', paymentId: null }
  if (!isOurs) {
    await recordEvent(tx, context, transferQuarantinedEvent, told(row, 'wrong-account'))
    return { outcome: 'quarantined', paymentId: null }
  }
  const match = await findMatch(tx, provider, transfer)
  if (match.paymentId === null) return queue(tx, context, provider, row, match.why)
  const payment = await lockPayment(tx, match.paymentId)
  if (!payment) throw new Error(`Payment ${match.paymentId} vanished.`)
  if (payment.currency !== 'VND') return queue(tx, context, provider, row, 'wrong-currency')
  // Whoever is being erased has their plan ended under the same lock, after this or before it.
  await lockAccountMoney(tx, payment.accountId)
  if (!(await hasAccount(tx, payment.accountId))) return queue(tx, context, provider, row, 'no-account')
  await changeTransfer(tx, row.id, { state: 'matched', paymentId: payment.id })
  const { reception } = await receiveMoney(tx, context, payment, {
    amountMinor: amountVnd,
    sourceId: row.id,
    at: transfer.at,
  })
  return { outcome: reception, paymentId: payment.id }
}

/** By what the bank's watcher took for the code, else by what the text holds, however it is written. */
async function findMatch(
  tx: Transaction,
  { name }: PaymentProvider,
  { code, content }: BankTransfer,
): Promise<{ paymentId: string; why: null } | { paymentId: null; why: string }> {
  for (const text of [code ?? '', content]) {
    const codes = findPaymentCodes(text)
    const [first, ...others] = await findPaymentIdsByCode(tx, name, codes)
    if (others.length > 0) return { paymentId: null, why: 'several-codes' }
    if (first !== undefined) return { paymentId: first, why: null }
  }
  return { paymentId: null, why: 'unknown-code' }
}

async function queue(
  tx: Transaction,
  context: Context,
  provider: PaymentProvider,
  row: TransferRow,
  why: string,
): Promise<ChargeOutcome> {
  await changeTransfer(tx, row.id, { why })
  const received = { amountMinor: row.amountMinor, currency: 'VND' as const }
  const entry = queuedEntry({
    transferId: row.id,
    provider: provider.name,
    received,
    at: row.transferredAt,
  })
  await postEntry(tx, context, entry)
  await recordEvent(tx, context, transferQueuedEvent, told(row, why))
  return { outcome: 'queued', paymentId: null }
}

function told({ id: transferId, amountMinor }: TransferRow, why: string) {
  return { transferId, amountMinor, why }
}
