/** Shapes of billing: safe in the browser. */
export * from './ledger.schemas.ts'
export * from '../../platform/money/money.ts'
