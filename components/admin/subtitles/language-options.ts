import { findLanguageName } from '../../catalogue/language-name.ts'

/** Languages that subtitles of films usually have, most asked for first. */
const usual = ['vi', 'en', 'zh', 'zh-Hant', 'ja', 'ko', 'th', 'fr', 'de', 'es', 'it', 'pt', 'ru']

/** A language in the words of `locale`; the tag itself where it has no name. */
export function nameLanguage(tag: string, locale: string): string {
  return findLanguageName(tag, locale) ?? tag
}

/** The usual languages, and the track's own where it is none of them. */
export function languageOptions(own: string, locale: string): { value: string; label: string }[] {
  return (usual.includes(own) ? usual : [own, ...usual]).map((value) => ({
    value,
    label: nameLanguage(value, locale),
  }))
}
