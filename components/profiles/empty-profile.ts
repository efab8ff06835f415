import type { Locale } from '#i18n/routing.ts'
import { avatars, type Avatar, type ProfileDto } from '#server/domains/profiles/schemas.ts'

/** What the form changes of a profile. */
export type ProfileDraft = Omit<ProfileDto, 'id' | 'isMain' | 'hasPin' | 'position' | 'version'>

/** Gives a new profile's draft: the first picture that nobody in the household has. */
export function emptyProfile(language: Locale, used: Avatar[]): ProfileDraft {
  return {
    name: '',
    avatar: avatars.find((avatar) => !used.includes(avatar)) ?? 'cat',
    kids: false,
    language,
    audioLanguage: null,
    subtitleLanguage: null,
    quality: 'auto',
    ratingLimit: 'C',
    autoplayNext: true,
    autoplayPreviews: true,
  }
}
