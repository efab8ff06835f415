import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { titleHref } from '#components/catalogue/addresses.ts'
import { CastList } from '#components/catalogue/cast-list.tsx'
import { choosePlay } from '#components/catalogue/choose-play.ts'
import { EpisodeList } from '#components/catalogue/episode-list.tsx'
import { TitleSkeleton } from '#components/catalogue/skeletons.tsx'
import { TitleFacts } from '#components/catalogue/title-facts.tsx'
import { TitleIntro } from '#components/catalogue/title-intro.tsx'
import { TitleRow } from '#components/catalogue/title-row.tsx'
import type { FilmFacts } from '#components/catalogue/views.ts'
import { asGiven, heldSeasons } from '#components/offers/held-access.ts'
import type { Locale } from '#i18n/routing.ts'
import type { TitleDetailDto } from '#server/domains/catalogue/schemas.ts'
import { readTitle } from '../../../catalogue-reads.ts'
import { readTitleAccess } from '../../../title-access.ts'
import { pageLocale } from '../../../../page-locale.ts'
import { textIn, toCardView, toCastViews, toFeaturedView, toSeasonViews } from '../../../title-view.ts'
import { findLimit, playablesOf, readLimit, readProgress, readViewer } from '../../../viewer-reads.ts'
import { ViewerScope } from '../../../viewer-scope.tsx'

type TitlePageProps = PageProps<'/[locale]/titles/[slug]'>

export async function generateMetadata({ params }: TitlePageProps): Promise<Metadata> {
  await connection()
  const [{ slug }, locale] = await Promise.all([params, pageLocale()])
  const title = await readTitle(slug, await findLimit())
  if (!title) return {}
  return {
    title: textIn(locale, title.title),
    ...(title.synopsis ? { description: textIn(locale, title.synopsis) } : {}),
  }
}

export default function TitlePage({ params }: TitlePageProps) {
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <Suspense fallback={<TitleSkeleton />}>
        <TitleContent params={params} />
      </Suspense>
    </main>
  )
}

async function TitleContent({ params }: Pick<TitlePageProps, 'params'>) {
  await connection()
  const [{ slug }, locale, t] = await Promise.all([params, pageLocale(), getTranslations('catalogue')])
  const path = titleHref(slug)
  const title = await readTitle(slug, await readLimit(path))
  if (!title) notFound()
  const [viewer, progress, access] = await Promise.all([
    readViewer(locale, path),
    readProgress(title.id),
    readTitleAccess(title, locale),
  ])
  const choice = choosePlay({
    signedIn: viewer.signedIn,
    playables: playablesOf(title, locale),
    progress,
    seasons: heldSeasons(access),
  })
  const seasons = toSeasonViews(title.seasons, { progress, access, locale })
  const currentEpisodeId = choice.kind === 'coming' ? null : (choice.episode?.id ?? null)
  const view = asGiven(toFeaturedView(title, locale), access)
  return (
    <ViewerScope viewer={viewer}>
      <TitleIntro
        title={view}
        choice={choice}
        ratingReason={title.ratingReason ? textIn(locale, title.ratingReason) : null}
        access={access}
        signedIn={viewer.signedIn}
      />
      <div className="grid gap-(--row-gap) pt-10 [&>*]:min-w-0">
        {seasons.some((season) => season.episodes.length > 0) ? (
          <EpisodeList
            title={view}
            seasons={seasons}
            startSeason={Math.max(
              0,
              seasons.findIndex((season) => season.episodes.some(({ id }) => id === currentEpisodeId)),
            )}
            currentEpisodeId={choice.kind === 'resume' || progress.length > 0 ? currentEpisodeId : null}
            signedIn={viewer.signedIn}
          />
        ) : null}
        <TitlePeople title={title} film={view.film} locale={locale} />
        <TitleRow
          id="similar"
          heading={t('rows.similar')}
          titles={title.similar.map((each) => toCardView(each, locale))}
        />
      </div>
    </ViewerScope>
  )
}

type TitlePeopleProps = { title: TitleDetailDto; film: FilmFacts | null; locale: Locale }

async function TitlePeople({ title, film, locale }: TitlePeopleProps) {
  const name = textIn(locale, title.title)
  return (
    <div className="px-gutter grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(300px,400px)]">
      <CastList people={await toCastViews(title.credits, locale)} />
      <TitleFacts
        film={film}
        originalTitle={title.originalTitle === name ? null : title.originalTitle}
        directors={title.credits.filter(({ role }) => role === 'director').map((credit) => credit.name)}
        genres={title.genres.map(({ label }) => textIn(locale, label))}
        countries={title.countries.map(({ label }) => textIn(locale, label))}
      />
    </div>
  )
}
