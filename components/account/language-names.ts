import type { routing } from '#i18n/routing.ts'

// A language is named in itself: who looks for theirs can read it.
export const languageNames: Record<(typeof routing.locales)[number], string> = {
  vi: 'Tiếng Việt',
  en: 'English',
}
