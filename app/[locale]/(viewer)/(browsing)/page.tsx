import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { ContinueRow } from '#components/catalogue/continue-row.tsx'
import { HomeHero } from '#components/catalogue/home-hero.tsx'
import { KindChips } from '#components/catalogue/kind-chips.tsx'
import { HomeSkeleton } from '#components/catalogue/skeletons.tsx'
import { TitleRow } from '#components/catalogue/title-row.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import type { Locale } from '#i18n/routing.ts'
import type { HomeRowDto } from '#server/domains/catalogue/schemas.ts'
import { readCards, readHome } from '../catalogue-reads.ts'
import { pageLocale } from '../../page-locale.ts'
import { textIn, toCardView, toFeaturedView } from '../title-view.ts'
import { readLimit, readViewer } from '../viewer-reads.ts'
import { ViewerScope } from '../viewer-scope.tsx'

export default async function HomePage() {
  const t = await getTranslations('catalogue')
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <h1 className="sr-only">{t('home.title')}</h1>
      <KindChips />
      <Suspense fallback={<HomeSkeleton />}>
        <HomeContent />
      </Suspense>
    </main>
  )
}

async function HomeContent() {
  await connection()
  const [t, locale, limit] = await Promise.all([getTranslations('catalogue'), pageLocale(), readLimit('/')])
  const [home, viewer] = await Promise.all([readHome(limit), readViewer(locale, '/')])
  const listed = await readCards(viewer.listedTitleIds, limit)
  if (home.featured.length === 0 && home.rows.length === 0) {
    return (
      <EmptyState title={t('home.empty')} className="pt-40">
        {t('home.emptyBody')}
      </EmptyState>
    )
  }
  return (
    <ViewerScope viewer={viewer}>
      <HomeHero titles={home.featured.map((title) => toFeaturedView(title, locale))} />
      <div className="grid gap-(--row-gap) pt-6 md:pt-7 [&>*]:min-w-0">
        <ContinueRow items={viewer.continued} />
        <TitleRow
          id="my-list"
          heading={t('rows.myList')}
          allHref="/my-list"
          titles={listed.map((title) => toCardView(title, locale))}
        />
        {home.rows.map((row) => (
          <HomeRow key={row.kind === 'genre' ? row.genre.key : row.kind} row={row} locale={locale} />
        ))}
      </div>
    </ViewerScope>
  )
}

async function HomeRow({ row, locale }: { row: HomeRowDto; locale: Locale }) {
  const t = await getTranslations('catalogue')
  const titles = row.titles.map((title) => toCardView(title, locale))
  switch (row.kind) {
    case 'genre':
      return (
        <TitleRow
          id={`genre-${row.genre.key}`}
          heading={textIn(locale, row.genre.label)}
          allHref={`/titles?genre=${row.genre.key}`}
          titles={titles}
        />
      )
    case 'newest':
      return <TitleRow id="newest" heading={t('rows.newest')} allHref="/titles" titles={titles} />
    case 'films':
      return <TitleRow id="films" heading={t('rows.films')} allHref="/films" titles={titles} />
    case 'series':
      return (
        <TitleRow id="series" heading={t('rows.series')} allHref="/series" shape="still" titles={titles} />
      )
    case 'courses':
      return (
        <TitleRow id="courses" heading={t('rows.courses')} allHref="/courses" shape="still" titles={titles} />
      )
  }
}
