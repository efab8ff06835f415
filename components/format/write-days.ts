import type { useFormatter } from 'next-intl'

/** Writes a day, and a day with its time, in one language; a moment is a date or ISO 8601. */
export type DayWriter = { day: (at: Date | string) => string; moment: (at: Date | string) => string }

/** Gives what writes days as the language does: 05/12/2026, and Dec 5, 2026, for in English 5/12 reads both ways. */
export function writeDays(
  format: Pick<ReturnType<typeof useFormatter>, 'dateTime'>,
  locale: string,
): DayWriter {
  const parts =
    locale === 'vi'
      ? ({ day: '2-digit', month: '2-digit', year: 'numeric' } as const)
      : ({ day: 'numeric', month: 'short', year: 'numeric' } as const)
  return {
    day: (at) => format.dateTime(new Date(at), parts),
    moment: (at) => format.dateTime(new Date(at), { ...parts, hour: '2-digit', minute: '2-digit' }),
  }
}
