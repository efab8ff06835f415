import type { Locale } from './routing.ts'

/** Every namespace has a file of its name for each language. */
export const namespaces = [
  'ui',
  'errors',
  'account',
  'catalogue',
  'playback',
  'admin',
  'admin-book',
  'admin-payments',
  'media',
  'jobs',
  'mail',
  'devices',
  'profiles',
  'offers',
  'billing',
  'checkout',
] as const

/** Gives all texts of a language, `{ ui: {…}, errors: {…} }`. */
export async function loadMessages(locale: Locale): Promise<Record<string, Record<string, unknown>>> {
  const entries = await Promise.all(
    namespaces.map(async (namespace) => {
      const file = (await import(`./messages/${locale}/${namespace}.json`)) as {
        default: Record<string, unknown>
      }
      return [namespace, file.default] as const
    }),
  )
  return Object.fromEntries(entries)
}
