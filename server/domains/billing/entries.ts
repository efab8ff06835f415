import type { entrySources, BookAccount, Entry, Posting } from './ledger.schemas.ts'
import type { Money } from '../../platform/money/money.ts'

/**
 * What each thing that can happen to money writes into the book. Every function is told all it needs and gives the
 * entry; who calls it decides when.
 */

/** Where money lies before it moves: at a provider, or held for somebody not yet known. */
export type Holding = { bookAccount: 'cash' | 'liability'; party: string }

type Where = { accountId: string; paymentId: string; provider: string; at: Date; sourceId: string }
type From = { from?: Holding }

/** The party of a transfer that nobody is known for. */
export const transferParty = (transferId: string): string => `transfer:${transferId}`

/** The price is there: it is earned, with what was held for it; what is above it becomes the customer's credit. */
export function settledEntry(where: Where & From & { received: Money; held?: Money; price: Money }): Entry {
  const { received, held = nothing(received), price } = where
  const surplus = held.amountMinor + received.amountMinor - price.amountMinor
  return entryOf('payment.settled', where, [
    taken(where, received),
    debit('liability', where.paymentId, held),
    credit('revenue', '', price),
    credit('credit', where.accountId, { ...received, amountMinor: surplus }),
  ])
}

/** Less than the price has come in: it is held for the payment until the rest comes or it goes back. */
export function heldEntry(where: Where & From & { received: Money }): Entry {
  return entryOf('payment.held', where, [
    taken(where, where.received),
    credit('liability', where.paymentId, where.received),
  ])
}

/**
 * Money that buys nothing (a second transfer, an offer that is gone) becomes the customer's credit, and what was held with
 * it.
 */
export function creditedEntry(where: Where & From & { received: Money; held?: Money }): Entry {
  const { received, held = nothing(received) } = where
  return entryOf('payment.credited', where, [
    taken(where, received),
    debit('liability', where.paymentId, held),
    credit('credit', where.accountId, {
      ...received,
      amountMinor: received.amountMinor + held.amountMinor,
    }),
  ])
}

/** Money has come that nobody is known for: it is owed until staff have found whose it is. */
export function queuedEntry(where: {
  transferId: string
  provider: string
  received: Money
  at: Date
}): Entry {
  return entryOf('transfer.queued', { ...where, accountId: null, sourceId: where.transferId }, [
    debit('cash', where.provider, where.received),
    credit('liability', transferParty(where.transferId), where.received),
  ])
}

/** What was held for a payment or a transfer went back to the bank account that it came from. */
export function returnedEntry(where: {
  accountId: string | null
  transferId: string
  /** A payment, or `transferParty`. */
  party: string
  provider: string
  returned: Money
  at: Date
}): Entry {
  return entryOf('transfer.returned', { ...where, sourceId: where.transferId }, [
    debit('liability', where.party, where.returned),
    credit('cash', where.provider, where.returned),
  ])
}

/** What was held for a payment or a transfer became an account's credit. */
export function transferCreditedEntry(where: {
  accountId: string
  transferId: string
  party: string
  received: Money
  at: Date
}): Entry {
  return entryOf('transfer.credited', { ...where, sourceId: where.transferId }, [
    debit('liability', where.party, where.received),
    credit('credit', where.accountId, where.received),
  ])
}

/** What the provider keeps for its work. */
export function feeEntry(where: Where & { fee: Money }): Entry {
  return entryOf('payment.fee', where, [
    debit('fees', '', where.fee),
    credit('cash', where.provider, where.fee),
  ])
}

/** Money goes back to whoever paid: of what was earned, else of what was held or stood to their credit. */
export function refundEntry(where: Where & { refunded: Money; held?: Money; credited?: Money }): Entry {
  const { refunded, held = nothing(refunded), credited = nothing(refunded) } = where
  const earned = refunded.amountMinor - held.amountMinor - credited.amountMinor
  return entryOf('payment.refunded', where, [
    debit('refunds', '', { ...refunded, amountMinor: earned }),
    debit('liability', where.paymentId, held),
    debit('credit', where.accountId, credited),
    credit('cash', where.provider, refunded),
  ])
}

/** What was sent back did not arrive: it lies at the provider again, and is earned, or the customer's, as before. */
export function refundFailedEntry(where: Where & { returned: Money; credited?: Money }): Entry {
  const { returned, credited = nothing(returned) } = where
  return entryOf('payment.refund-failed', where, [
    debit('cash', where.provider, returned),
    credit('refunds', '', { ...returned, amountMinor: returned.amountMinor - credited.amountMinor }),
    credit('credit', where.accountId, credited),
  ])
}

/** Staff sent a customer what stood to their credit, from the bank account. */
export function creditPaidBackEntry(where: {
  accountId: string
  provider: string
  sourceId: string
  paidBack: Money
  at: Date
}): Entry {
  return entryOf('credit.paid-back', where, [
    debit('credit', where.accountId, where.paidBack),
    credit('cash', where.provider, where.paidBack),
  ])
}

/** The holder of a card has called the money back. */
export function disputeEntry(where: Where & { disputed: Money }): Entry {
  return entryOf('dispute.opened', where, [
    debit('disputes', '', where.disputed),
    credit('cash', where.provider, where.disputed),
  ])
}

/** The dispute was won: the money is back. */
export function disputeWonEntry(where: Where & { disputed: Money }): Entry {
  return entryOf('dispute.won', where, [
    debit('cash', where.provider, where.disputed),
    credit('disputes', '', where.disputed),
  ])
}

function taken({ provider, from }: { provider: string } & From, money: Money): Posting {
  return from ? debit(from.bookAccount, from.party, money) : debit('cash', provider, money)
}

function nothing({ currency }: Money): Money {
  return { amountMinor: 0, currency }
}

function debit(bookAccount: BookAccount, party: string, { amountMinor, currency }: Money): Posting {
  return { bookAccount, party, currency, amountMinor }
}

function credit(bookAccount: BookAccount, party: string, { amountMinor, currency }: Money): Posting {
  return { bookAccount, party, currency, amountMinor: -amountMinor }
}

function entryOf(
  source: (typeof entrySources)[number],
  { accountId, sourceId, at }: { accountId: string | null; sourceId: string; at: Date },
  postings: Posting[],
): Entry {
  const moved = postings.filter(({ amountMinor }) => amountMinor !== 0)
  return { source, sourceId, accountId, occurredAt: at, postings: moved }
}
