import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BrowsePage } from '../browse-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue')
  return { title: t('browse.courses') }
}

export default async function CoursesPage({ searchParams }: PageProps<'/[locale]/courses'>) {
  const t = await getTranslations('catalogue')
  return (
    <BrowsePage heading={t('browse.courses')} base="/courses" kind="course" searchParams={searchParams} />
  )
}
