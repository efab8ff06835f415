export * from './catalogue.ts'
export * from './identity.ts'
export * from './media.ts'
export * from './platform.ts'
