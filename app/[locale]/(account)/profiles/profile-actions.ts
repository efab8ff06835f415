'use server'

import { cookies } from 'next/headers'
import * as profiles from '#server/domains/profiles/index.ts'
import type {
  CreateProfileInput,
  DeleteProfileInput,
  RemovePinInput,
  SetPinInput,
  UpdateProfileInput,
} from '#server/domains/profiles/schemas.ts'
import { action } from '#server/http/action.ts'
import { profileCookie, profileCookieSettings, profileCookieValue } from '#server/http/profile-cookie.ts'
import { onwardPath } from './onward-path.ts'

/** Goes on as this profile, and tells where to: the page that was wanted, in the profile's language. */
export const chooseProfileAction = action(
  async (context, input: { id: string; pin?: string; wanted: string | null }) => {
    // The verb parses whatever this is.
    const profile = await profiles.chooseProfile(context, input)
    const sessionId = context.actor.kind === 'account' ? context.actor.sessionId : undefined
    if (sessionId) {
      const value = profileCookieValue(sessionId, profile.id)
      ;(await cookies()).set(profileCookie(), value, profileCookieSettings())
    }
    return { href: onwardPath(typeof input.wanted === 'string' ? input.wanted : null, profile.language) }
  },
)

export const createProfileAction = action((context, input: CreateProfileInput) =>
  profiles.createProfile(context, input),
)

export const updateProfileAction = action((context, input: UpdateProfileInput) =>
  profiles.updateProfile(context, input),
)

export const deleteProfileAction = action((context, input: DeleteProfileInput) =>
  profiles.deleteProfile(context, input),
)

export const setPinAction = action((context, input: SetPinInput) => profiles.setPin(context, input))

export const removePinAction = action((context, input: RemovePinInput) => profiles.removePin(context, input))
