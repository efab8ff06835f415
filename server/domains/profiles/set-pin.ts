import { hash } from '@node-rs/argon2'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { confirmPassword, dropChoices } from '../identity/index.ts'
import { profileNotFound } from './errors.ts'
import { writeHousehold } from './household.ts'
import { forgetTries } from './pin-limit.ts'
import {
  removePinSchema,
  setPinSchema,
  type ProfileDto,
  type RemovePinInput,
  type SetPinInput,
} from './schemas.ts'
import { saveVersion } from './update-profile.ts'

/** Four digits are soon tried out whatever the cost; the limit of tries guards them, this only the stolen database. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Puts a PIN of four digits on a profile of one's household, or changes it; where it was chosen elsewhere it is asked
 * for. Throws `account.wrong-password`,
 * `profile.not-found`, `profile.version-conflict`.
 */
export async function setPin(context: Context, input: SetPinInput): Promise<ProfileDto> {
  authorize(context, 'profile.own')
  const { pin, ...guarded } = parseInput(setPinSchema, input)
  const saved = await savePin(context, guarded, () => hash(pin, cost))
  await dropChoices(context, { profileId: saved.id })
  return saved
}

/** Takes the PIN off a profile; throws as {@link setPin}. */
export async function removePin(context: Context, input: RemovePinInput): Promise<ProfileDto> {
  authorize(context, 'profile.own')
  return savePin(context, parseInput(removePinSchema, input), () => Promise.resolve(null))
}

async function savePin(
  context: Context,
  { id, version, password }: { id: string; version: number; password: string },
  makeHash: () => Promise<string | null>,
): Promise<ProfileDto> {
  const accountId = requireAccountId(context)
  const profile = (await writeHousehold(accountId)).find((each) => each._id === id)
  if (!profile) throw profileNotFound(id)
  await confirmPassword(context, { password })
  const saved = await saveVersion(context, profile, { version, changes: { pinHash: await makeHash() } })
  await forgetTries(accountId)
  return saved
}
