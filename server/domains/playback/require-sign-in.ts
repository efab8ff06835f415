import { requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { signInRequired } from './errors.ts'

/** Gives the sign-in that asks: whoever plays does so on one that can be ended. Throws `auth.sign-in-required`. */
export function requireSignIn(context: Context): string {
  requireAccountId(context)
  const sessionId = context.actor.kind === 'account' ? context.actor.sessionId : undefined
  if (sessionId === undefined) throw signInRequired()
  return sessionId
}
