import type { LedgerEntryDto, LedgerProof, LedgerProofRun } from '#server/domains/billing/schemas.ts'

/** The proof made now, and how the daily one ended last. */
export type ProofStanding = { proof: LedgerProof; last: LedgerProofRun | null }

/** An entry with whom it is about; null where nobody is, or they are gone. */
export type EntryLine = LedgerEntryDto & { person: string | null }

export type LedgerPage = ProofStanding & {
  entries: EntryLine[]
  total: number
  page: number
  pageSize: number
  nowIso: string
}
