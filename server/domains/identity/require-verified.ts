import { requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { findAccount } from './account.repository.ts'
import { accountUnverified } from './errors.ts'

/**
 * Lets an account go on whose address is proved, and any process of ours; before that one may look around and see
 * trailers, but not watch. Throws `account.unverified`, or `unauthenticated` where nobody is signed in.
 */
export async function requireVerified(context: Pick<Context, 'actor'>): Promise<void> {
  if (context.actor.kind === 'system') return
  const account = await findAccount(requireAccountId(context))
  if (!account?.emailVerifiedAt) throw accountUnverified()
}
