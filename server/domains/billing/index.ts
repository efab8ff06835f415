/** The door of billing. */
export { verifyLedger } from './verify-ledger.ts'
