import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { signInHref } from '#components/catalogue/addresses.ts'
import { ContinueRow } from '#components/catalogue/continue-row.tsx'
import { ListedTitles } from '#components/catalogue/listed-titles.tsx'
import { GridSkeleton } from '#components/catalogue/skeletons.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'
import { readCards } from '../../catalogue-reads.ts'
import { pageLocale } from '../../../page-locale.ts'
import { toCardView } from '../../title-view.ts'
import { readLimit, readViewer } from '../../viewer-reads.ts'
import { ViewerScope } from '../../viewer-scope.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue')
  return { title: t('nav.myList') }
}

export default async function MyListPage() {
  const t = await getTranslations('catalogue')
  return (
    <main id="content" tabIndex={-1} className="pt-24 outline-none md:pt-28">
      <h1 className="px-gutter mb-6 text-[1.75rem] leading-[1.22] md:text-h1">{t('nav.myList')}</h1>
      <Suspense fallback={<GridSkeleton chips={false} />}>
        <MyList />
      </Suspense>
    </main>
  )
}

async function MyList() {
  await connection()
  const [t, locale] = await Promise.all([getTranslations('catalogue'), pageLocale()])
  const viewer = await readViewer(locale, '/my-list')
  if (!viewer.signedIn) {
    return (
      <EmptyState
        title={t('list.signInTitle')}
        action={
          <Button asChild variant="lamp">
            <Link href={signInHref('/my-list', locale)}>{t('list.signIn')}</Link>
          </Button>
        }
      >
        {t('list.signInBody')}
      </EmptyState>
    )
  }
  const listed = await readCards(viewer.listedTitleIds, await readLimit('/my-list'))
  return (
    <ViewerScope viewer={viewer}>
      <div className="grid gap-(--row-gap) [&>*]:min-w-0">
        <ContinueRow items={viewer.continued} />
        <ListedTitles titles={listed.map((title) => toCardView(title, locale))} />
      </div>
    </ViewerScope>
  )
}
