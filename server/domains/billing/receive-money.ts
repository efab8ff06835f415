import type { Context } from '../../platform/context/context.ts'
import type { Money } from '../../platform/money/money.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { hasAccount } from '../identity/index.ts'
import { creditedEntry, heldEntry, settledEntry, type Holding } from './entries.ts'
import { paymentCreditedEvent, paymentHeldEvent, paymentSettledEvent } from './events.ts'
import { changePayment, lockAccountMoney, type PaymentChange, type PaymentRow } from './payment.repository.ts'
import { offerStands } from './policy.ts'
import { postEntry } from './post-entry.ts'
import { requirePrice, targetsOf } from './price.repository.ts'
import { openPeriod } from './open-period.ts'
import { returnUnneeded } from './return-unneeded.ts'

/** Money that has come in for a payment. */
export type Received = {
  amountMinor: number
  /** Names what brought it: the same is written once. */
  sourceId: string
  at: Date
  /** Where it lay; at the payment's provider where nothing is said. */
  from?: Holding
}

/** What became of it: `credited` bought nothing and stands to the customer's credit. */
export type Reception = 'settled' | 'held' | 'credited'

/**
 * Takes money in for a payment, its row locked: enough settles it and opens the period of a plan, too little is held,
 * what is above the price or comes a second time is credited. What was paid after its end is honoured as long as the
 * offer stands, whenever it is heard of. What another payment has bought already is bought once: this one is credited,
 * and a card has it given back; so it is where the account is gone. One payment's money leads to the same balances in
 * whatever order it comes, but for what of it is credited or held where it buys nothing; of two payments for one thing,
 * the one that is heard of first buys it.
 */
export async function receiveMoney(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  money: Received,
): Promise<{ payment: PaymentRow; reception: Reception }> {
  await lockAccountMoney(tx, payment.accountId)
  if (payment.state === 'settled' && payment.receivedMinor > 0)
    return creditMoney(tx, context, payment, money)
  if (!(await hasAccount(tx, payment.accountId))) return giveBack(tx, context, payment, money)
  const missing = payment.amountMinor - payment.heldMinor - money.amountMinor
  if (missing > 0) return hold(tx, context, payment, { ...money, missing })
  const offer = await requirePrice(tx, payment.priceId)
  // Of what is held, a part was there in time.
  const isLate = payment.state !== 'held' && money.at > payment.expiresAt
  const period =
    isLate && !offerStands(offer)
      ? ('elsewhere' as const)
      : await openPeriod(tx, context, { payment, offer, paidAt: money.at })
  if (period === 'elsewhere') return giveBack(tx, context, payment, money)
  const targets = offer.titleOffer && (await targetsOf(tx, offer.titleOffer))
  return settle(tx, context, payment, { ...money, opens: { ...period, targets } })
}

async function settle(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  { opens, ...money }: Received & { opens: PaymentChange },
): Promise<{ payment: PaymentRow; reception: Reception }> {
  const price = inCurrency(payment, payment.amountMinor)
  const received = inCurrency(payment, money.amountMinor)
  const held = inCurrency(payment, payment.heldMinor)
  await postEntry(tx, context, settledEntry({ ...whereOf(payment, money), received, held, price }))
  const row = await changePayment(tx, payment.id, {
    ...opens,
    state: 'settled',
    heldMinor: 0,
    receivedMinor: payment.receivedMinor + money.amountMinor,
    settledAt: context.now,
  })
  await recordEvent(tx, context, paymentSettledEvent, {
    ...told(row, row.amountMinor),
    priceId: row.priceId,
    subscriptionId: row.subscriptionId,
  })
  const surplus = payment.heldMinor + money.amountMinor - payment.amountMinor
  if (surplus > 0) await recordEvent(tx, context, paymentCreditedEvent, told(row, surplus))
  return { payment: row, reception: 'settled' }
}

async function hold(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  { missing, ...money }: Received & { missing: number },
): Promise<{ payment: PaymentRow; reception: Reception }> {
  const received = inCurrency(payment, money.amountMinor)
  await postEntry(tx, context, heldEntry({ ...whereOf(payment, money), received }))
  const row = await changePayment(tx, payment.id, {
    state: 'held',
    heldMinor: payment.heldMinor + money.amountMinor,
    receivedMinor: payment.receivedMinor + money.amountMinor,
  })
  await recordEvent(tx, context, paymentHeldEvent, {
    ...told(row, money.amountMinor),
    missingMinor: missing,
  })
  return { payment: row, reception: 'held' }
}

/** What buys nothing is credited; what came by card does not stay so. */
async function giveBack(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  money: Received,
): Promise<{ payment: PaymentRow; reception: Reception }> {
  const amountMinor = payment.heldMinor + money.amountMinor
  await returnUnneeded(tx, context, payment, { amountMinor, sourceId: money.sourceId })
  return creditMoney(tx, context, payment, money)
}

async function creditMoney(
  tx: Transaction,
  context: Context,
  payment: PaymentRow,
  money: Received,
): Promise<{ payment: PaymentRow; reception: Reception }> {
  const received = inCurrency(payment, money.amountMinor)
  const held = inCurrency(payment, payment.heldMinor)
  await postEntry(tx, context, creditedEntry({ ...whereOf(payment, money), received, held }))
  // What waited and buys nothing is over.
  const isOver = payment.state === 'pending' || payment.state === 'held'
  const row = await changePayment(tx, payment.id, {
    ...(isOver && { state: 'cancelled', cancelledAt: context.now }),
    heldMinor: 0,
    receivedMinor: payment.receivedMinor + money.amountMinor,
  })
  await recordEvent(tx, context, paymentCreditedEvent, told(row, payment.heldMinor + money.amountMinor))
  return { payment: row, reception: 'credited' }
}

function whereOf(payment: PaymentRow, { sourceId, at, from }: Received) {
  const { accountId, id: paymentId, provider } = payment
  return { accountId, paymentId, provider, sourceId, at, from }
}

function told({ id: paymentId, accountId, provider, currency }: PaymentRow, amountMinor: number) {
  return { paymentId, accountId, provider, currency, amountMinor }
}

/** So much in the payment's currency. */
export function inCurrency({ currency }: Pick<PaymentRow, 'currency'>, amountMinor: number): Money {
  return { amountMinor, currency }
}
