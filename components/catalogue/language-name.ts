/** Codes that stand for no language: undetermined, uncoded, several, none spoken. */
const unnamed = new Set(['und', 'mis', 'mul', 'zxx', 'root'])

/** Gives a language's name in the words of `locale`; null for a tag that is malformed or names no language. */
export function findLanguageName(tag: string, locale: string): string | null {
  if (unnamed.has(tag.toLowerCase())) return null
  try {
    return new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(tag) ?? null
  } catch {
    return null
  }
}
