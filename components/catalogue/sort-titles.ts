import type { TitleCardView } from './views.ts'

export const sortOrders = ['newest', 'name', 'year'] as const
export type SortOrder = (typeof sortOrders)[number]

/** Reads an order from an address; anything unknown is the newest first. */
export function toSortOrder(wanted: unknown): SortOrder {
  return sortOrders.find((order) => order === wanted) ?? 'newest'
}

/** Gives the titles in an order; they come from the catalogue newest first. Names follow the language's alphabet. */
export function sortTitles(titles: TitleCardView[], order: SortOrder, locale: string): TitleCardView[] {
  switch (order) {
    case 'newest':
      return titles
    case 'name': {
      const { compare } = new Intl.Collator(locale, { numeric: true })
      return titles.toSorted((a, b) => compare(a.name, b.name))
    }
    case 'year':
      return titles.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0))
  }
}

/** Gives the address of a page with its genre and order; defaults are left out. */
export function browseHref(base: string, genre: string | null, order: SortOrder): string {
  const query = new URLSearchParams()
  if (genre) query.set('genre', genre)
  if (order !== 'newest') query.set('sort', order)
  const text = query.toString()
  return text ? `${base}?${text}` : base
}
