import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { TitleSkeleton } from '#components/admin/titles/title-skeleton.tsx'
import { TitleView } from '#components/admin/titles/title-view.tsx'
import type { Locale } from '#i18n/routing.ts'
import { currentContext } from '#server/http/session.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { adminContext } from '../../admin-context.ts'
import { offerTitleAction, setPricesAction, withdrawTitleOfferAction } from '../../plans/actions.ts'
import { readSubtitlesAgainAction } from '../../subtitles/[id]/actions.ts'
import {
  createTitleAction,
  encodeAgainAction,
  featureTitleAction,
  publishTitleAction,
  unpublishTitleAction,
} from '../actions.ts'
import {
  addEpisodeAction,
  cancelEncodeAction,
  retryEncodeAction,
  setEpisodesAction,
  updateTitleAction,
  useFrameAction,
} from './actions.ts'
import { readTitleName, readTitlePage } from './read-title.ts'

type Props = PageProps<'/[locale]/admin/titles/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ locale, id }, t] = await Promise.all([params, getTranslations('admin.titles')])
  return { title: (await readTitleName(await currentContext(), locale as Locale, id)) ?? t('heading') }
}

export default function TitlePage(props: Props) {
  return (
    <Suspense fallback={<TitleSkeleton />}>
      <Title {...props} />
    </Suspense>
  )
}

async function Title({ params }: Props) {
  const { locale, id } = await params
  const context = await adminContext(`/admin/titles/${id}`, 'titles')
  if (!context) return <ForbiddenSection />
  const data = await readTitlePage(context, locale as Locale, id).catch(orNotFound)
  return (
    <TitleView
      key={id}
      data={data}
      actions={{
        create: createTitleAction,
        publish: publishTitleAction,
        unpublish: unpublishTitleAction,
        feature: featureTitleAction,
        encodeAgain: encodeAgainAction,
        update: updateTitleAction,
        addEpisode: addEpisodeAction,
        setEpisodes: setEpisodesAction,
        cancelEncode: cancelEncodeAction,
        retryEncode: retryEncodeAction,
        readSubtitlesAgain: readSubtitlesAgainAction,
        useFrame: useFrameAction,
        setPrices: setPricesAction,
        offerTitle: offerTitleAction,
        withdrawTitleOffer: withdrawTitleOfferAction,
      }}
    />
  )
}

function orNotFound(error: unknown): never {
  // An address that carries no id at all is refused as input.
  if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input')) notFound()
  throw error
}
