/** Where a copy of one's data is given, to whoever has just signed in or shown the password again. */
export function copyAddress(id: string): string {
  return `/api/users/me/exports/${id}`
}

/** Has the browser save a copy, under the name its answer gives, without leaving the page. */
export function saveCopy(id: string): void {
  Object.assign(document.createElement('a'), { href: copyAddress(id), download: '' }).click()
}
