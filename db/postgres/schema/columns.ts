import { sql } from 'drizzle-orm'
import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** A text in both languages of the interface. */
export type LocalizedText = { vi: string; en: string }

export const id = () =>
  uuid('id')
    .primaryKey()
    .default(sql`uuidv7()`)
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
