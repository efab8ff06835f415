import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { JobsView } from '#components/admin/jobs/jobs-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import type { Locale } from '#i18n/routing.ts'
import { adminContext } from '../admin-context.ts'
import {
  cancelRunAction,
  discardRunAction,
  moveRunAction,
  pauseQueueAction,
  replayRunAction,
  resumeQueueAction,
} from './actions.ts'
import { readJobsPage } from './read-jobs.ts'

type Props = PageProps<'/[locale]/admin/jobs'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('jobs')
  return { title: t('heading') }
}

export default function JobsPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Jobs {...props} />
    </Suspense>
  )
}

async function Jobs({ params, searchParams }: Props) {
  const context = await adminContext('/admin/jobs', 'jobs')
  if (!context) return <ForbiddenSection />
  const { locale } = await params
  const data = await readJobsPage(context, locale as Locale, await searchParams)
  return (
    <JobsView
      data={data}
      actions={{
        cancel: cancelRunAction,
        replay: replayRunAction,
        discard: discardRunAction,
        move: moveRunAction,
        pause: pauseQueueAction,
        resume: resumeQueueAction,
      }}
    />
  )
}
