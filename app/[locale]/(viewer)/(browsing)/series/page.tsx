import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BrowsePage } from '../browse-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue')
  return { title: t('browse.series') }
}

export default async function SeriesPage({ searchParams }: PageProps<'/[locale]/series'>) {
  const t = await getTranslations('catalogue')
  return <BrowsePage heading={t('browse.series')} base="/series" kind="series" searchParams={searchParams} />
}
