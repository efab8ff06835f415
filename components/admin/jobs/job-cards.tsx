'use client'

import { useTranslations } from 'next-intl'
import { cn } from '../../ui/class-names.ts'
import { formatClock } from '../format/format-time.ts'
import type { JobsPage } from './jobs-page.ts'

/** Four figures over all queues: running, waiting, the longest wait, failed for good. */
export function JobCards({ data }: { data: Pick<JobsPage, 'queues'> }) {
  const t = useTranslations('jobs.cards')
  const sum = (of: (queue: JobsPage['queues'][number]) => number) =>
    data.queues.reduce((total, queue) => total + of(queue), 0)
  const slots = sum((queue) => queue.slots)
  const oldest = Math.max(...data.queues.map((queue) => queue.oldestWaitSeconds ?? -1))
  const dead = sum((queue) => queue.dead)
  return (
    <dl className="mt-5 grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
      <Figure name={t('running')} value={String(sum((queue) => queue.active))} note={t('slots', { slots })} />
      <Figure name={t('waiting')} value={String(sum((queue) => queue.waiting))} note={t('waitingNote')} />
      <Figure
        name={t('oldest')}
        value={oldest < 0 ? '0:00' : formatClock(oldest)}
        note={oldest < 0 ? t('noWait') : t('oldestNote')}
      />
      <Figure
        name={t('dead')}
        value={String(dead)}
        note={dead === 0 ? t('noneDead') : t('deadNote', { count: dead })}
        failed={dead > 0}
      />
    </dl>
  )
}

function Figure({
  name,
  value,
  note,
  failed = false,
}: {
  name: string
  value: string
  note: string
  failed?: boolean
}) {
  return (
    <div className="rounded-card border border-line bg-ink-1 px-4 py-3.5">
      <dt className="text-small text-shell-2">{name}</dt>
      <dd>
        <span className={cn('tabular block text-h2 leading-[1.25] font-semibold', failed && 'text-son-text')}>
          {value}
        </span>
        <span className="mt-0.5 block text-small text-shell-3">{note}</span>
      </dd>
    </div>
  )
}
