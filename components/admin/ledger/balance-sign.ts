import type { BookAccount } from '#server/domains/billing/schemas.ts'

/** What is earned or owed stands on the credit side: there a balance of the book is below zero. */
const creditSide: ReadonlySet<BookAccount> = new Set<BookAccount>(['revenue', 'credit', 'liability'])

/** Gives a balance as people count it: what there is of each account, above zero on the side it belongs to. */
export function naturalBalance(bookAccount: BookAccount, amountMinor: number): number {
  // Never minus zero, which would be written so.
  return creditSide.has(bookAccount) ? 0 - amountMinor : amountMinor
}
