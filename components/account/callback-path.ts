/**
 * Gives where to go after signing in: a path of this site, or home. Whatever could lead elsewhere (another origin,
 * `//host`, a backslash, a control character) is home, so that a link to sign in cannot hand people on; so is what is no page.
 */
export function safeCallbackPath(wanted: string | null | undefined, origin: string, home: string): string {
  if (!wanted) return home
  try {
    const url = new URL(wanted, origin)
    if (url.origin !== new URL(origin).origin) return home
    const path = url.pathname + url.search + url.hash
    // What a browser would read as another host, and the page one is on.
    if (path.startsWith('//') || /^\/(en\/|vi\/)?sign-in(\/|\?|$)/.test(path)) return home
    // Routes and signed files, however they are spelled.
    if (/^\/(api|s|v|l|_next|metrics|\.well-known)(\/|$)/.test(decodeURIComponent(url.pathname))) return home
    return path
  } catch {
    return home
  }
}
