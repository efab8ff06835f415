import { getPathname, redirect } from '#i18n/navigation.ts'
import { currentContext } from '#server/http/session.ts'
import type { Context } from '#server/platform/context/context.ts'
import { pageLocale } from '../../page-locale.ts'

/** Gives the context of a page for who is signed in, or leads a visitor to sign in and back to this path. */
export async function requireSignIn(path: string): Promise<Context> {
  const context = await currentContext()
  if (context.actor.kind !== 'anonymous') return context
  const locale = await pageLocale()
  const callbackUrl = getPathname({ href: path, locale })
  return redirect({ href: { pathname: '/sign-in', query: { callbackUrl } }, locale })
}
