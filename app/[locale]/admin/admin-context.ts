import type { SectionKey } from '#components/admin/shell/sections.ts'
import { getPathname, redirect } from '#i18n/navigation.ts'
import { currentContext } from '#server/http/session.ts'
import type { Context } from '#server/platform/context/context.ts'
import { pageLocale } from '../page-locale.ts'
import { mayOpen } from './sections.ts'

/**
 * Gives the context of a page in a section of admin, or leads a visitor to sign in and back to this path. Null where
 * the section is not for this role: the page shows `ForbiddenSection`. What the page does, the verbs ask again.
 */
export async function adminContext(path: `/admin/${string}`, section: SectionKey): Promise<Context | null> {
  const context = await signedInContext(path)
  return mayOpen(context.actor, section) ? context : null
}

/** Gives the context of whoever is signed in, or leads to the sign-in and back to this path. */
export async function signedInContext(path: `/admin${string}`): Promise<Context> {
  const context = await currentContext()
  if (context.actor.kind !== 'anonymous') return context
  const locale = await pageLocale()
  const callbackUrl = getPathname({ href: path, locale })
  return redirect({ href: { pathname: '/sign-in', query: { callbackUrl } }, locale })
}
