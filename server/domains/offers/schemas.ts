/** Shapes of offers: safe in the browser. */
export * from './dtos.ts'
export * from './inputs.ts'
export * from './terms.ts'
export * from '../../platform/money/money.ts'
