'use server'

import { cookies } from 'next/headers'
import { keepChoice } from '#server/domains/identity/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import type {
  ChooseLanguageInput,
  CreateProfileInput,
  DeleteProfileInput,
  RemovePinInput,
  SetPinInput,
  UpdateProfileInput,
} from '#server/domains/profiles/schemas.ts'
import { action } from '#server/http/action.ts'
import { profileCookie, profileCookieSettings } from '#server/http/profile-cookie.ts'
import type { Context } from '#server/platform/context/context.ts'
import { onwardPath } from './onward-path.ts'

/** Goes on as this profile, and tells where to: the page that was wanted, in the profile's language. */
export const chooseProfileAction = action(
  async (context, input: { id: string; pin?: string; wanted: string | null }) => {
    // The verb parses whatever this is.
    const profile = await profiles.chooseProfile(context, input)
    await choose(context, profile.id)
    return { href: onwardPath(typeof input.wanted === 'string' ? input.wanted : null, profile.language) }
  },
)

/** Keeps the language that was chosen in the menu with the profile that watches. */
export const chooseLanguageAction = action((context, input: ChooseLanguageInput) =>
  profiles.chooseLanguage(context, input),
)

export const createProfileAction = action((context, input: CreateProfileInput) =>
  keepingWhoWatches(context, () => profiles.createProfile(context, input)),
)

export const updateProfileAction = action((context, input: UpdateProfileInput) =>
  profiles.updateProfile(context, input),
)

export const deleteProfileAction = action((context, input: DeleteProfileInput) =>
  profiles.deleteProfile(context, input),
)

export const setPinAction = action((context, input: SetPinInput) =>
  keepingWhoWatches(context, () => profiles.setPin(context, input)),
)

export const removePinAction = action((context, input: RemovePinInput) => profiles.removePin(context, input))

/**
 * A household's second profile or first PIN has its pages ask who is watching from then on: whoever adds it is not asked,
 * and goes on as the profile they were.
 */
async function keepingWhoWatches<Value>(context: Context, change: () => Promise<Value>): Promise<Value> {
  const only = isChosen(context) ? null : await findOnlyProfile(context)
  const value = await change()
  if (only) await choose(context, only.profileId)
  return value
}

/** Gives the one profile of a household whose pages ask nobody who is watching; null where they do ask. */
async function findOnlyProfile(context: Context): Promise<profiles.ProfileOwner | null> {
  try {
    return await profiles.ownProfile(context)
  } catch (error) {
    if (profiles.isUnchosen(error)) return null
    throw error
  }
}

async function choose(context: Context, profileId: string): Promise<void> {
  await keepChoice(context, { profileId })
  const kept = await cookies()
  kept.set(profileCookie(), profileId, profileCookieSettings())
}

function isChosen({ actor }: Context): boolean {
  return actor.kind === 'account' && actor.profileId !== undefined
}
