import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { TitlesView } from '#components/admin/titles/titles-view.tsx'
import type { Locale } from '#i18n/routing.ts'
import { adminContext } from '../admin-context.ts'
import {
  createTitleAction,
  encodeAgainAction,
  featureTitleAction,
  publishTitleAction,
  unpublishTitleAction,
} from './actions.ts'
import { readTitlesPage } from './read-titles.ts'

type Props = PageProps<'/[locale]/admin/titles'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.titles')
  return { title: t('heading') }
}

export default function TitlesPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Titles {...props} />
    </Suspense>
  )
}

async function Titles({ params, searchParams }: Props) {
  const context = await adminContext('/admin/titles', 'titles')
  if (!context) return <ForbiddenSection />
  const { locale } = await params
  const data = await readTitlesPage(context, locale as Locale, await searchParams)
  return (
    <TitlesView
      data={data}
      actions={{
        create: createTitleAction,
        publish: publishTitleAction,
        unpublish: unpublishTitleAction,
        feature: featureTitleAction,
        encodeAgain: encodeAgainAction,
      }}
    />
  )
}
