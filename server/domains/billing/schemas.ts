/** Shapes of billing: safe in the browser. */
export * from './ledger.schemas.ts'
export * from './payment.schemas.ts'
export * from './refund.schemas.ts'
export * from './subscription.schemas.ts'
export * from './transfer.schemas.ts'
export * from './webhook-event.schemas.ts'
export { mostWebhookBytes } from './webhook-limits.ts'
export * from '../../platform/money/money.ts'
