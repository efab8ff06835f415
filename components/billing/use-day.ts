import { useFormatter, useLocale } from 'next-intl'

/** Gives what writes a day, and a day with its time; `iso` is ISO 8601. */
export function useDay(): { day: (iso: string) => string; moment: (iso: string) => string } {
  const format = useFormatter()
  const locale = useLocale()
  // English reads 12/11 both ways.
  const parts = { day: 'numeric', month: locale === 'vi' ? '2-digit' : 'short', year: 'numeric' } as const
  return {
    day: (iso) => format.dateTime(new Date(iso), parts),
    moment: (iso) => format.dateTime(new Date(iso), { ...parts, hour: '2-digit', minute: '2-digit' }),
  }
}
