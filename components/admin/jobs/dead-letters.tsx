'use client'

import { RotateCw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { formatMoment } from '../format/format-time.ts'
import { Card } from '../shell/card.tsx'
import { useJobError, useJobName, type NamedRun } from './job-words.ts'
import type { JobActions, JobsPage } from './jobs-page.ts'

type DeadLettersProps = { dead: JobsPage['dead']; nowIso: string; actions: JobActions }

/** Jobs that failed for good: why, and whether to run them again or let them go. */
export function DeadLetters({ dead, nowIso, actions }: DeadLettersProps) {
  const t = useTranslations('jobs.dead')
  const name = useJobName()
  const { run: command, busy } = useCommand()
  const [discarding, setDiscarding] = useState<NamedRun | null>(null)
  return (
    <Card
      className="mt-4"
      title={t('heading')}
      aside={
        <span className="tabular rounded-badge bg-son-bg px-2 py-0.5 text-small font-semibold text-son-text">
          {dead.total}
        </span>
      }
    >
      <ul className="max-h-[520px] overflow-y-auto">
        {dead.runs.map((run) => (
          <DeadLetter
            key={run.id}
            run={run}
            nowIso={nowIso}
            busy={busy === run.id}
            onReplay={() =>
              void command(actions.replay, { runId: run.id }, t('replayed', { name: name(run) }), run.id)
            }
            onDiscard={() => setDiscarding(run)}
          />
        ))}
      </ul>
      {dead.total > dead.runs.length ? (
        <p className="border-t border-line px-4 py-3 text-small text-shell-3">
          {t('more', { count: dead.total - dead.runs.length })}
        </p>
      ) : null}
      <ConfirmDialog
        open={discarding !== null}
        onOpenChange={(open) => !open && setDiscarding(null)}
        title={t('discardAsk', { name: discarding ? name(discarding) : '' })}
        description={t('discardBody')}
        keepLabel={t('discardKeep')}
        confirmLabel={t('discard')}
        onConfirm={() => {
          if (discarding)
            void command(
              actions.discard,
              { runId: discarding.id },
              t('discarded', { name: name(discarding) }),
              discarding.id,
            )
          setDiscarding(null)
        }}
      />
    </Card>
  )
}

type DeadLetterProps = {
  run: NamedRun
  nowIso: string
  busy: boolean
  onReplay: () => void
  onDiscard: () => void
}

function DeadLetter({ run, nowIso, busy, onReplay, onDiscard }: DeadLetterProps) {
  const t = useTranslations('jobs.dead')
  const locale = useLocale()
  const cause = useJobError()
  const at = run.finishedAt ?? run.createdAt
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="font-sans text-body leading-[1.5] font-medium tracking-normal">{useJobName()(run)}</h3>
        <p className="text-small break-words text-son-text">{run.error ? cause(run.error) : t('noCause')}</p>
        {run.error ? (
          <details className="text-small text-shell-3">
            <summary className="inline-flex min-h-8 cursor-pointer items-center hover:text-shell max-md:min-h-11">
              {t('detail')}
            </summary>
            <code className="block font-mono text-meta break-words">
              {run.error.code}: {run.error.message}
            </code>
          </details>
        ) : null}
        <p className="tabular text-small text-shell-3">
          {t('tries', { count: run.attempt })} · {formatMoment(at, locale, Date.parse(nowIso))}
          {run.error && !run.error.retryable ? ` · ${t('hopeless')}` : ''}
        </p>
      </div>
      <span className="flex gap-1">
        <Button size="sm" variant="tonal" busy={busy} onClick={onReplay}>
          <RotateCw aria-hidden size={16} strokeWidth={1.75} />
          {t('replay')}
        </Button>
        <Button size="sm" variant="text" onClick={onDiscard}>
          {t('discard')}
        </Button>
      </span>
    </li>
  )
}
