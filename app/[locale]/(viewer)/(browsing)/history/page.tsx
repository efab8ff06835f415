import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { signInHref } from '#components/catalogue/addresses.ts'
import { HistoryList } from '#components/profiles/history-list.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link, redirect } from '#i18n/navigation.ts'
import { pageLocale } from '../../../page-locale.ts'
import { clearHistoryAction, removeFromHistoryAction } from './history-actions.ts'
import { historyPage, readHistory } from './read-history.ts'
import { isSignedIn } from '../../viewer-reads.ts'

type HistoryPageProps = PageProps<'/[locale]/history'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profiles.history')
  return { title: t('title'), robots: { index: false } }
}

export default async function HistoryPage({ searchParams }: HistoryPageProps) {
  const t = await getTranslations('profiles.history')
  return (
    <main id="content" tabIndex={-1} className="px-gutter pt-24 outline-none md:pt-28">
      <div className="max-w-[960px]">
        <h1 className="mb-6 text-[1.75rem] leading-[1.22] md:text-h1">{t('title')}</h1>
        <Suspense fallback={<HistorySkeleton />}>
          <History searchParams={searchParams} />
        </Suspense>
      </div>
    </main>
  )
}

async function History({ searchParams }: Pick<HistoryPageProps, 'searchParams'>) {
  await connection()
  const [t, locale, query] = await Promise.all([
    getTranslations('profiles.history'),
    pageLocale(),
    searchParams,
  ])
  if (!(await isSignedIn())) return redirect({ href: signInHref('/history', locale), locale })
  const { entries, older } = await readHistory(locale, query.before)
  if (entries.length === 0) {
    return (
      <EmptyState
        title={t('empty')}
        action={
          <Button asChild variant="lamp">
            <Link href="/titles">{t('emptyAction')}</Link>
          </Button>
        }
      >
        {t('emptyBody')}
      </EmptyState>
    )
  }
  return (
    <>
      <HistoryList
        key={entries[0]?.assetId}
        entries={entries}
        remove={removeFromHistoryAction}
        clear={clearHistoryAction}
      />
      {older ? (
        <Button asChild variant="outline" className="mt-8">
          <Link href={{ pathname: historyPage, query: { before: older } }}>{t('more')}</Link>
        </Button>
      ) : null}
    </>
  )
}

function HistorySkeleton() {
  return (
    <div className="grid gap-4">
      {[0, 1, 2, 3].map((line) => (
        <Skeleton key={line} className="h-20" />
      ))}
    </div>
  )
}
