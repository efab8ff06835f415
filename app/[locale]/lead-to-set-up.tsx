import { connection } from 'next/server'
import { redirect } from '#i18n/navigation.ts'
import { isHouseEmpty } from '#server/domains/identity/index.ts'
import { pageLocale } from './page-locale.ts'

/** Leads to the set-up while there is not a single account; call it inside Suspense. */
export async function LeadToSetUp() {
  await connection()
  if (await isHouseEmpty()) redirect({ href: '/setup', locale: await pageLocale() })
  return null
}
