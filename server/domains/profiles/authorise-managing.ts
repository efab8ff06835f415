import type { Context } from '../../platform/context/context.ts'
import { confirmPassword } from '../identity/index.ts'
import { passwordRequired } from './errors.ts'
import type { ProfileDocument } from './profile.repository.ts'
import { rankOf } from './rating-limit.ts'

type Limited = Pick<ProfileDocument, 'kids' | 'ratingLimit'> & { _id?: string; pinHash?: string | null }

/**
 * Lets a change to the household go on. Whoever sits at the screen may change what allows no more than the profiles
 * they can reach without a code: the chosen one and those without PIN. A child's profile changes nothing, and another
 * one's profile behind a PIN stays shut. All else takes the account's password: throws `profile.password-required`,
 * `account.wrong-password`.
 */
export async function authoriseManaging(
  context: Context,
  profiles: readonly ProfileDocument[],
  { touched, password }: { touched: readonly Limited[]; password: string | undefined },
): Promise<void> {
  const chosen = context.actor.kind === 'account' ? context.actor.profileId : undefined
  const reachable = profiles.filter((profile) => profile._id === chosen || profile.pinHash === null)
  const highest = Math.max(-1, ...reachable.filter(({ kids }) => !kids).map(limitOf))
  const isFree = touched.every(
    (profile) => limitOf(profile) <= highest && (!profile.pinHash || profile._id === chosen),
  )
  if (isFree && highest >= 0) return
  if (password === undefined) throw passwordRequired()
  await confirmPassword(context, { password })
}

function limitOf({ ratingLimit }: Pick<ProfileDocument, 'ratingLimit'>): number {
  return rankOf(ratingLimit)
}
