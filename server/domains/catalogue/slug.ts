/** Gives text in lower case without marks, `Đường` -> `duong`, one space between words: for finding and addresses. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Makes an address from a title, `Chuyến Tàu 23:40` -> `chuyen-tau-23-40`; empty when it has no letter or digit. */
export function slugFrom(title: string): string {
  return withoutMarks(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
}

/** Gives what a title is found by in admin's list: its titles, without marks. */
export function searchTextOf(title: {
  title: { vi: string; en: string }
  originalTitle?: string | null | undefined
}): string {
  const texts = [title.title.vi, title.title.en, title.originalTitle ?? ''].filter(Boolean)
  return [...new Set(texts.map(withoutMarks))].join(' | ')
}
