import type { BookAccount, Entry, Posting } from './ledger.schemas.ts'
import type { Money } from '../../platform/money/money.ts'

/**
 * What each thing that can happen to money writes into the book. Every function is told all it needs and gives the
 * entry; who calls it decides when.
 */

type Where = { accountId: string; paymentId: string; provider: string; at: Date }

/** Money has come in for a payment; what is above the price becomes the customer's credit. */
export function settledEntry(where: Where & { received: Money; price: Money; sourceId: string }): Entry {
  const { received, price } = where
  const surplus = received.amountMinor - price.amountMinor
  return entryOf('payment.settled', where, [
    debit('cash', where.provider, received),
    credit('revenue', '', price),
    credit('credit', where.accountId, { ...received, amountMinor: surplus }),
  ])
}

/** Less than the price has come in: it is held for the payment until the rest comes or it goes back. */
export function heldEntry(where: Where & { received: Money; sourceId: string }): Entry {
  return entryOf('payment.held', where, [
    debit('cash', where.provider, where.received),
    credit('liability', where.paymentId, where.received),
  ])
}

/** The rest has come: what was held is earned with it. */
export function completedEntry(
  where: Where & { received: Money; held: Money; price: Money; sourceId: string },
): Entry {
  const { received, held, price } = where
  const surplus = held.amountMinor + received.amountMinor - price.amountMinor
  return entryOf('payment.settled', where, [
    debit('cash', where.provider, received),
    debit('liability', where.paymentId, held),
    credit('revenue', '', price),
    credit('credit', where.accountId, { ...received, amountMinor: surplus }),
  ])
}

/** What the provider keeps for its work. */
export function feeEntry(where: Where & { fee: Money; sourceId: string }): Entry {
  return entryOf('payment.fee', where, [
    debit('fees', '', where.fee),
    credit('cash', where.provider, where.fee),
  ])
}

/** Money goes back to whoever paid. */
export function refundEntry(where: Where & { refunded: Money; sourceId: string }): Entry {
  return entryOf('payment.refunded', where, [
    debit('refunds', '', where.refunded),
    credit('cash', where.provider, where.refunded),
  ])
}

/** The holder of a card has called the money back. */
export function disputeEntry(where: Where & { disputed: Money; sourceId: string }): Entry {
  return entryOf('dispute.opened', where, [
    debit('disputes', '', where.disputed),
    credit('cash', where.provider, where.disputed),
  ])
}

/** The dispute was won: the money is back. */
export function disputeWonEntry(where: Where & { disputed: Money; sourceId: string }): Entry {
  return entryOf('dispute.won', where, [
    debit('cash', where.provider, where.disputed),
    credit('disputes', '', where.disputed),
  ])
}

function debit(bookAccount: BookAccount, party: string, { amountMinor, currency }: Money): Posting {
  return { bookAccount, party, currency, amountMinor }
}

function credit(bookAccount: BookAccount, party: string, { amountMinor, currency }: Money): Posting {
  return { bookAccount, party, currency, amountMinor: -amountMinor }
}

function entryOf(
  source: string,
  { accountId, sourceId, at }: { accountId: string | null; sourceId: string; at: Date },
  postings: Posting[],
): Entry {
  const moved = postings.filter(({ amountMinor }) => amountMinor !== 0)
  return { source, sourceId, accountId, occurredAt: at, postings: moved }
}
