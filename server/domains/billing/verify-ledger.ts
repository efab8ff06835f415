import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { readProof } from './ledger.repository.ts'
import type { LedgerProof } from './ledger.schemas.ts'

/** Proves the book: that all postings sum to zero in every currency, and those of each entry. Wants `ledger.read`. */
export async function verifyLedger(context: Context): Promise<LedgerProof> {
  authorize(context, 'ledger.read')
  const proof = await readProof()
  const sumsAreZero = proof.sums.every(({ amountMinor }) => amountMinor === 0)
  return { balanced: sumsAreZero && proof.faulty.length === 0, ...proof }
}
