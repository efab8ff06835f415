import type { RatingCode } from '../domains/catalogue/schemas.ts'

/** Of `film import`. */
export type ImportOptions = {
  title?: string
  publish?: boolean
  rating?: RatingCode
  wait?: boolean
  json?: boolean
  /** Tells what would be done with a folder and does nothing. */
  dryRun?: boolean
}
