/** Shapes of media that travel: safe in the browser, no database, no tool. */

export * from './asset.schemas.ts'
export { encodeEventSchema } from './encode-event.schemas.ts'
export * from './encode.schemas.ts'
export * from './failure.schemas.ts'
export * from './subtitle-draft.schemas.ts'
export * from './track.schemas.ts'
export * from './upload.schemas.ts'
export * from './version.schemas.ts'
