import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BrowsePage } from '../browse-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue')
  return { title: t('browse.all') }
}

export default async function AllPage({ searchParams }: PageProps<'/[locale]/titles'>) {
  const t = await getTranslations('catalogue')
  return <BrowsePage heading={t('browse.all')} base="/titles" searchParams={searchParams} />
}
