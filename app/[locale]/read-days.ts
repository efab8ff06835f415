import { getFormatter } from 'next-intl/server'
import { writeDays, type DayWriter } from '#components/format/write-days.ts'
import type { Locale } from '#i18n/routing.ts'

/** Gives what writes a day, and a day with its time, where a page is put together. */
export async function readDays(locale: Locale): Promise<DayWriter> {
  return writeDays(await getFormatter({ locale }), locale)
}
