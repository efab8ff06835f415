import { getPathname, redirect } from '#i18n/navigation.ts'
import { currentContext } from '#server/http/session.ts'
import type { Context } from '#server/platform/context/context.ts'
import { pageLocale } from '../page-locale.ts'

/**
 * Gives the context of an admin page, or leads a visitor to sign in and back to this path. Whether the
 * account may do what the page does, the verbs decide.
 */
export async function adminContext(path: `/admin/${string}`): Promise<Context> {
  const context = await currentContext()
  if (context.actor.kind !== 'anonymous') return context
  const locale = await pageLocale()
  const callbackUrl = getPathname({ href: path, locale })
  return redirect({ href: { pathname: '/sign-in', query: { callbackUrl } }, locale })
}
