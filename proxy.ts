import createMiddleware from 'next-intl/middleware'
import type { NextRequest } from 'next/server'
import { routing } from '#i18n/routing.ts'
import { findVisitorPage } from '#server/http/find-visitor-page.ts'
import { limitPage } from '#server/http/limit-page.ts'
import { nameOwnOrigin, pageHeaders } from '#server/http/page-headers.ts'
import { isOwnRequest } from '#server/http/render-visitor-page.ts'

const chooseLanguage = createMiddleware(routing)

// Counts a page, sends a visitor the one that is kept, else chooses the language, and says what it may load. Who may see
// what is decided in the verbs.
export default async function proxy(request: NextRequest): Promise<Response> {
  const language = /^\/en(?:\/|$)/.test(request.nextUrl.pathname) ? 'en' : 'vi'
  const response = isOwnRequest(request.headers)
    ? chooseLanguage(request)
    : ((await limitPage(request.headers, language)) ?? (await findVisitorPage()) ?? chooseLanguage(request))
  for (const [name, value] of Object.entries(pageHeaders())) response.headers.set(name, value)
  const link = response.headers.get('link')
  if (link !== null) response.headers.set('link', nameOwnOrigin(link))
  return response
}

// Files lie in folders of their own or at the root. A dot further down makes an address no file: what follows a page's
// name is whatever somebody types.
export const config = {
  matcher: '/((?!(?:api|s|v|l|_next|_vercel|avatars|icons)/|metrics$|[^/]*\\.).*)',
}
