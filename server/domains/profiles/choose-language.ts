import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { profileNotFound } from './errors.ts'
import { writeHousehold } from './household.ts'
import { ownProfile } from './own-profile.ts'
import { chooseLanguageSchema, type ChooseLanguageInput, type ProfileDto } from './schemas.ts'
import { saveVersion } from './update-profile.ts'

const mostTries = 3

/**
 * Keeps the language of the interface with the profile that acts, a child's too: it lets nobody see more. It changes
 * nothing else, so where another change came between, the profile is read anew. Throws as `ownProfile` does, and
 * `profile.version-conflict` after three tries.
 */
export async function chooseLanguage(context: Context, input: ChooseLanguageInput): Promise<ProfileDto> {
  const { profileId, accountId } = await ownProfile(context)
  const { language } = parseInput(chooseLanguageSchema, input)
  for (let tries = 1; ; tries += 1) {
    const profile = (await writeHousehold(accountId)).find((each) => each._id === profileId)
    if (!profile) throw profileNotFound(profileId)
    try {
      return await saveVersion(context, profile, { version: profile.version, changes: { language } })
    } catch (error) {
      const isRaced = error instanceof AppError && error.code === 'profile.version-conflict'
      if (!isRaced || tries === mostTries) throw error
    }
  }
}
