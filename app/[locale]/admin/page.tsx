import { redirect } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'

export default async function AdminPage({ params }: PageProps<'/[locale]/admin'>) {
  const { locale } = await params
  redirect({ href: '/admin/titles', locale: locale as Locale })
}
