/** The places of the navigation. */
export type NavPlace = 'home' | 'films' | 'series' | 'courses' | 'myList'

export const navHrefs: Record<NavPlace, string> = {
  home: '/',
  films: '/films',
  series: '/series',
  courses: '/courses',
  myList: '/my-list',
}

/** Tells whether a page belongs to a place of the navigation. */
export function isAt(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}
