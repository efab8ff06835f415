export { formatMoney } from '#server/domains/offers/schemas.ts'
