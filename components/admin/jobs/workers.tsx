'use client'

import { useTranslations } from 'next-intl'
import { LightLine } from '../../ui/light-line.tsx'
import { useLiveRuns } from '../live/live-encodes.tsx'
import { Card } from '../shell/card.tsx'
import { useJobName, type NamedRun } from './job-words.ts'
import type { JobsPage } from './jobs-page.ts'

/** Every living worker with what it does now. */
export function Workers({ workers }: { workers: JobsPage['workers'] }) {
  const t = useTranslations('jobs.workers')
  return (
    <Card title={t('heading')}>
      {workers.length === 0 ? (
        <p role="alert" className="p-4 text-small text-son-text">
          {t('none')}
        </p>
      ) : (
        <ul>
          {workers.map((worker) => (
            <li key={worker.id} className="border-b border-line px-4 py-3 last:border-0">
              <p className="flex flex-wrap justify-between gap-x-3 text-small">
                <code className="font-mono text-meta text-shell-2">
                  {worker.host}:{worker.pid}
                </code>
                <span className="text-shell-3">
                  {worker.queues.map((queue) => `${queue.name} ×${queue.concurrency}`).join(', ')}
                </span>
              </p>
              {worker.running.length === 0 ? (
                <p className="mt-1 text-small text-shell-3">{t('idle')}</p>
              ) : (
                worker.running.map((run) => <WorkerRun key={run.id} run={run} />)
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function WorkerRun({ run: shown }: { run: NamedRun }) {
  const t = useTranslations('jobs')
  const live = useLiveRuns()
  const name = useJobName()(shown)
  const run = live(shown)
  const percent = run.progress?.percent ?? null
  return (
    <div className="mt-1.5">
      <p className="flex justify-between gap-3 text-small">
        <span className="min-w-0 truncate">{name}</span>
        {percent === null ? null : (
          <span className="tabular shrink-0">{t('percent', { percent: Math.floor(percent) })}</span>
        )}
      </p>
      <LightLine className="mt-1" value={percent === null ? null : percent / 100} label={name} />
    </div>
  )
}
