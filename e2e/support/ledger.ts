import { askCommandLine } from './command-line.ts'

type Proof = {
  balanced: boolean
  balances: { bookAccount: string; currency: string; amountMinor: number }[]
}

/** The book as the shell proves it: whether it sums to zero, and its balances in đồng by account. */
export async function readBook(): Promise<{ balanced: boolean; balances: Record<string, number> }> {
  const { balanced, balances } = await askCommandLine<Proof>('ledger', 'verify')
  const inDong = balances.filter(({ currency }) => currency === 'VND')
  return {
    balanced,
    balances: Object.fromEntries(inDong.map(({ bookAccount, amountMinor }) => [bookAccount, amountMinor])),
  }
}
