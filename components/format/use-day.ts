import { useFormatter, useLocale } from 'next-intl'
import { writeDays, type DayWriter } from './write-days.ts'

/** Gives what writes a day, and a day with its time, in the page's language. */
export function useDay(): DayWriter {
  return writeDays(useFormatter(), useLocale())
}
