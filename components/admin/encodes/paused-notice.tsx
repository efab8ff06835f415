'use client'

import { Pause, Play } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { formatMoment } from '../format/format-time.ts'
import type { PauseActions } from '../jobs/pause-button.tsx'

const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** Says that the queue of encodes is paused and since when, with the way to let it go on. */
export function PausedNotice({
  since,
  nowIso,
  resume,
}: {
  since: string
  nowIso: string
  resume: PauseActions['resume']
}) {
  const t = useTranslations('media.encodes')
  const tJobs = useTranslations('jobs')
  const locale = useLocale()
  const { run, busy } = useCommand()
  const name = tJobs('queue.encode')
  return (
    <output className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-lamp-bg px-4 py-3">
      <Pause {...icon} className="shrink-0 text-lamp-text" fill="currentColor" />
      <span className="min-w-0 flex-1 basis-56">
        <span className="block font-medium">
          {t('paused', { at: formatMoment(since, locale, Date.parse(nowIso)) })}
        </span>
        <span className="block text-small text-shell-2">{t('pausedBody')}</span>
      </span>
      <Button
        size="sm"
        variant="tonal"
        busy={busy !== null}
        className="max-md:w-full"
        onClick={() => void run(resume, { queue: 'encode' as const }, tJobs('pause.resumed', { name }))}
      >
        <Play {...icon} fill="currentColor" />
        {t('resume')}
      </Button>
    </output>
  )
}
