import { signInHref } from '#components/catalogue/addresses.ts'
import { redirect } from '#i18n/navigation.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { pageLocale } from '../../../page-locale.ts'

/** Gives whose billing it is, or leads a visitor to sign in and back to `path`; null for a child's profile. */
export async function requireOwner(path: string): Promise<{ context: Context; accountId: string } | null> {
  const [context, locale] = await Promise.all([currentContext(), pageLocale()])
  if (context.actor.kind !== 'account') return redirect({ href: signInHref(path, locale), locale })
  return may(context.actor, 'account.own') ? { context, accountId: context.actor.accountId } : null
}
