import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { GenreChips } from '#components/catalogue/genre-chips.tsx'
import { GridSkeleton } from '#components/catalogue/skeletons.tsx'
import { SortMenu } from '#components/catalogue/sort-menu.tsx'
import { sortTitles, toSortOrder } from '#components/catalogue/sort-titles.ts'
import { TitleGrid } from '#components/catalogue/title-grid.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'
import { slugSchema, type TitleKind } from '#server/domains/catalogue/schemas.ts'
import { readBrowse } from '../catalogue-reads.ts'
import { pageLocale } from '../../page-locale.ts'
import { textIn, toCardView } from '../title-view.ts'
import { readLimit, readViewer } from '../viewer-reads.ts'
import { ViewerScope } from '../viewer-scope.tsx'

type SearchParams = Promise<Record<string, string | string[] | undefined>>

type BrowsePageProps = {
  heading: string
  /** The page's own address. */
  base: string
  /** All kinds where it is left out. */
  kind?: TitleKind
  searchParams: SearchParams
}

/** All published titles of a kind, narrowed by genre and in the order the address asks for. */
export function BrowsePage({ heading, ...rest }: BrowsePageProps) {
  return (
    <main id="content" tabIndex={-1} className="pt-24 outline-none md:pt-28">
      <h1 className="px-gutter mb-5 text-[1.75rem] leading-[1.22] md:text-h1">{heading}</h1>
      <Suspense fallback={<GridSkeleton />}>
        <BrowseContent {...rest} />
      </Suspense>
    </main>
  )
}

async function BrowseContent({ base, kind, searchParams }: Omit<BrowsePageProps, 'heading'>) {
  await connection()
  const [t, locale, query] = await Promise.all([getTranslations('catalogue'), pageLocale(), searchParams])
  const genre = slugSchema.safeParse(query.genre).data
  const order = toSortOrder(query.sort)
  const path = genre ? `${base}?genre=${genre}` : base
  const [{ titles, genres }, viewer] = await Promise.all([
    readLimit(path).then((ratingLimit) =>
      readBrowse({ ratingLimit, ...(kind ? { kind } : {}), ...(genre ? { genre } : {}) }),
    ),
    readViewer(locale, path),
  ])
  const cards = sortTitles(
    titles.map((title) => toCardView(title, locale)),
    order,
    locale,
  )
  const chips = genres.map(({ key, label, count }) => ({ key, name: textIn(locale, label), count }))
  return (
    <ViewerScope viewer={viewer}>
      <GenreChips base={base} genres={chips} chosen={genre ?? null} order={order} />
      {cards.length === 0 ? (
        <EmptyState
          title={t('browse.empty')}
          action={
            <Button asChild>
              <Link href="/titles">{t('browse.emptyAction')}</Link>
            </Button>
          }
        >
          {t('browse.emptyBody')}
        </EmptyState>
      ) : (
        <>
          <div className="px-gutter mt-4 mb-4 flex items-center justify-between gap-4">
            <p className="text-small text-shell-3">{t('count.titles', { count: cards.length })}</p>
            <SortMenu base={base} genre={genre ?? null} order={order} />
          </div>
          <TitleGrid titles={cards} />
        </>
      )}
    </ViewerScope>
  )
}
