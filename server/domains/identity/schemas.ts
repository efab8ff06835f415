/** Shapes of accounts that travel: safe in the browser, no database. */

export * from './account-export.schemas.ts'
export * from './account-field.schemas.ts'
export * from './account-mail.schemas.ts'
export * from './account.schemas.ts'
export * from './caller.schemas.ts'
export { countryCodes } from './country-codes.ts'
export * from './person.schemas.ts'
export * from './session.schemas.ts'
export * from './token.schemas.ts'
