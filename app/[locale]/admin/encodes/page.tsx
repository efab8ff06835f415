import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { EncodesView } from '#components/admin/encodes/encodes-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import type { Locale } from '#i18n/routing.ts'
import { listEncodes } from '#server/domains/media/index.ts'
import { getQueueOverview } from '#server/platform/queues/index.ts'
import { adminContext } from '../admin-context.ts'
import { moveRunAction, resumeQueueAction } from '../jobs/actions.ts'
import { readTitleNames } from '../read-title-names.ts'
import { cancelEncodeAction, retryEncodeAction } from '../titles/[id]/actions.ts'

type Props = PageProps<'/[locale]/admin/encodes'>

const mostEnded = 60

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('media.encodes')
  return { title: t('heading') }
}

export default function EncodesPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton rows={6} />}>
      <Encodes {...props} />
    </Suspense>
  )
}

async function Encodes({ params }: Props) {
  const context = await adminContext('/admin/encodes', 'encodes')
  if (!context) return <ForbiddenSection />
  const { locale } = await params
  const [open, recent, names, overview] = await Promise.all([
    listEncodes(context, { openOnly: true, limit: 200 }),
    listEncodes(context, { limit: mostEnded }),
    readTitleNames(context, locale as Locale),
    getQueueOverview(context),
  ])
  const known = new Set(open.map((encode) => encode.versionId))
  const encodes = [...open, ...recent.filter((encode) => !known.has(encode.versionId))].map((encode) => {
    const title = names.get(encode.titleId)
    return {
      ...encode,
      titleName: title?.name ?? null,
      accent: title?.accent ?? null,
      poster: title?.poster ?? null,
    }
  })
  return (
    <EncodesView
      encodes={encodes}
      nowIso={context.now.toISOString()}
      pausedSince={overview.queues.find(({ queue }) => queue === 'encode')?.paused?.at ?? null}
      actions={{
        retryEncode: retryEncodeAction,
        cancelEncode: cancelEncodeAction,
        move: moveRunAction,
        resume: resumeQueueAction,
      }}
    />
  )
}
