import { z } from 'zod'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { readHousehold, toProfileDto } from './household.ts'
import type { ProfileDto } from './schemas.ts'

const schema = z.object({ accountId: z.uuid().optional() })

/** Gives one's own household's profiles by place, at least one; another account's to who may read what is private. */
export async function listProfiles(
  context: Context,
  input: { accountId?: string } = {},
): Promise<ProfileDto[]> {
  const { accountId } = parseInput(schema, input)
  authorize(context, accountId === undefined ? 'profile.own' : 'account.read-private')
  const profiles = await readHousehold(accountId ?? requireAccountId(context))
  return profiles.map(toProfileDto)
}
