import createMiddleware from 'next-intl/middleware'
import { routing } from '#i18n/routing.ts'

// Chooses the language of a page and nothing else: who may see what is decided in the verbs.
export default createMiddleware(routing)

export const config = {
  matcher: '/((?!(?:api|s|v|l|_next|_vercel)/|metrics$|.*\\..*).*)',
}
