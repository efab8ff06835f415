import { may } from '../authorize/authorize.ts'
import type { Actor } from '../context/context.ts'
import { env } from '../env/env.ts'

/** Mails hold links that sign in as anybody: in production only who may make anybody an admin looks at them. */
export function mayReadDevInbox(actor: Actor): boolean {
  return env().NODE_ENV !== 'production' || may(actor, 'account.set-role')
}
