import { safeCallbackPath } from '#components/account/callback-path.ts'
import { routing, type Locale } from '#i18n/routing.ts'
import { env } from '#server/platform/env/env.ts'

const prefix = new RegExp(`^/(?:${routing.locales.join('|')})(?=[/?#]|$)`)

/** Gives where the gate leads: the wanted page of this site in the profile's language, home where there is none. */
export function onwardPath(wanted: string | null, locale: Locale): string {
  const safe = safeCallbackPath(wanted, env().MARQUEE_PUBLIC_URL, '/')
  const bare = safe.replace(prefix, '')
  // The gate itself would ask again.
  const path = bare === '' || /^\/profiles(?=[/?#]|$)/.test(bare) ? '/' : bare
  const rooted = path.startsWith('/') ? path : `/${path}`
  return locale === routing.defaultLocale ? rooted : `/${locale}${rooted === '/' ? '' : rooted}`
}
