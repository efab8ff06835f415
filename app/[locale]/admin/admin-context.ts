import { getLocale } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { getPathname } from '#i18n/navigation.ts'
import { hasLocale } from 'next-intl'
import { routing } from '#i18n/routing.ts'
import { currentContext } from '#server/http/session.ts'
import type { Context } from '#server/platform/context/context.ts'

/**
 * Gives the context of an admin page, or leads a visitor to sign in and back to this path. Whether the
 * account may do what the page does, the verbs decide.
 */
export async function adminContext(path: `/admin/${string}`): Promise<Context> {
  const context = await currentContext()
  if (context.actor.kind !== 'anonymous') return context
  const requested = await getLocale()
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale
  const back = getPathname({ href: path, locale })
  const signIn = getPathname({ href: '/sign-in', locale })
  redirect(`${signIn}?callbackUrl=${encodeURIComponent(back)}` as '/sign-in')
}
