import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BrowsePage } from '../browse-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue')
  return { title: t('browse.films') }
}

export default async function FilmsPage({ searchParams }: PageProps<'/[locale]/films'>) {
  const t = await getTranslations('catalogue')
  return <BrowsePage heading={t('browse.films')} base="/films" kind="film" searchParams={searchParams} />
}
