import { env } from '../platform/env/env.ts'

/** Tells whether this instance is reached by TLS, so that neither its cookies nor its pages go any other way. */
export function isSecure(): boolean {
  return env().MARQUEE_PUBLIC_URL.startsWith('https:')
}
