/** Shapes of the catalogue that travel: safe in the browser, no database. */
export type * from './dtos.ts'
export * from './inputs.ts'
export * from './listed-title.ts'
export * from './terms.ts'
