import { hasLocale } from 'next-intl'
import { getLocale } from 'next-intl/server'
import { routing, type Locale } from '#i18n/routing.ts'

/** Gives the language of the page that is being rendered. */
export async function pageLocale(): Promise<Locale> {
  const locale = await getLocale()
  return hasLocale(routing.locales, locale) ? locale : routing.defaultLocale
}
