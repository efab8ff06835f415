import { z } from 'zod'
import { authorize, type Permission } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAllOfAccount, removeAllOfAccount } from './belongings.repository.ts'
import { forgetPending } from './pending-progress.ts'
import { flushProfile } from './flush-progress.ts'
import { forgetHousehold, readHousehold } from './household.ts'

const schema = z.object({ accountId: z.uuid() })

/**
 * Gives all that the account's profiles hold as plain JSON: themselves, positions, lists, choices, opinions. Of one's
 * own, or to who may read what is private. PINs are told as there or not.
 */
export async function exportProfiles(
  context: Context,
  input: { accountId: string },
): Promise<Record<string, unknown[]>> {
  const { accountId } = parseInput(schema, input)
  authoriseOwner(context, accountId, 'account.read-private')
  await forEachProfile(accountId, flushProfile)
  const { profiles, ...rest } = await findAllOfAccount(accountId)
  return {
    profiles: profiles.map(({ pinHash, ...profile }) => ({ ...profile, hasPin: pinHash !== null })),
    ...rest,
  }
}

/** Removes the account's profiles and all they hold; again it changes nothing. */
export async function eraseProfiles(context: Context, input: { accountId: string }): Promise<void> {
  const { accountId } = parseInput(schema, input)
  authoriseOwner(context, accountId, 'account.lock')
  await forEachProfile(accountId, forgetPending)
  await removeAllOfAccount(accountId)
  forgetHousehold(accountId)
}

/** What was watched within the last minute may not be in the documents yet. */
async function forEachProfile(
  accountId: string,
  work: (profileId: string) => Promise<unknown>,
): Promise<void> {
  for (const { _id } of await readHousehold(accountId)) await work(_id)
}

function authoriseOwner(context: Context, accountId: string, otherwise: Permission): void {
  const isOwn = context.actor.kind === 'account' && context.actor.accountId === accountId
  if (!isOwn) authorize(context, otherwise)
}
