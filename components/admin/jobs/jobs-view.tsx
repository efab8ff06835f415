'use client'

import { useTranslations } from 'next-intl'
import type { QueueOverview } from '#server/platform/queues/schemas.ts'
import type { AdminAction } from '../errors/call-action.ts'
import { LiveSign } from '../live/live-sign.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { JobCards } from './job-cards.tsx'
import type { NamedRun } from './job-words.ts'
import { QueueTable } from './queue-table.tsx'
import { RunList } from './run-list.tsx'
import { Workers } from './workers.tsx'

export type JobActions = {
  cancel: AdminAction<{ runId: string }>
  replay: AdminAction<{ runId: string }>
  discard: AdminAction<{ runId: string }>
}

export type JobsPage = {
  queues: QueueOverview['queues']
  workers: (Omit<QueueOverview['workers'][number], 'running'> & { running: NamedRun[] })[]
  dead: { runs: NamedRun[]; total: number }
  list: { runs: NamedRun[]; total: number; page: number; pageSize: number }
  /** Names of jobs, for the filter. */
  jobNames: string[]
  nowIso: string
}

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
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_400px]">
        <QueueTable queues={data.queues} />
        <Workers workers={data.workers} />
      </div>
      {data.dead.total > 0 ? <DeadLetters dead={data.dead} nowIso={data.nowIso} actions={actions} /> : null}
      <RunList data={data} actions={actions} />
    </>
  )
}
