'use client'

import { useTranslations } from 'next-intl'
import { LiveSign } from '../live/live-sign.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { JobCards } from './job-cards.tsx'
import type { JobActions, JobsPage } from './jobs-page.ts'
import { QueueTable } from './queue-table.tsx'
import { RunList } from './run-list.tsx'
import { Workers } from './workers.tsx'

/** Queues, workers, what needs the operator, and every run. */
export function JobsView({ data, actions }: { data: JobsPage; actions: JobActions }) {
  const t = useTranslations('jobs')
  return (
    <>
      <PageHead
        title={t('heading')}
        lead={t('lead', { queues: data.queues.length, workers: data.workers.length })}
        actions={<LiveSign />}
      />
      <JobCards data={data} />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4 2xl:grid-cols-[minmax(0,1fr)_400px]">
        <QueueTable queues={data.queues} nowIso={data.nowIso} actions={actions} />
        <Workers workers={data.workers} />
      </div>
      {data.dead.total > 0 ? <DeadLetters dead={data.dead} nowIso={data.nowIso} actions={actions} /> : null}
      <RunList data={data} actions={actions} />
    </>
  )
}
