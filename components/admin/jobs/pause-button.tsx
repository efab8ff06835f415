'use client'

import { Pause, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { QueueStanding } from '#server/platform/queues/schemas.ts'
import { IconButton } from '../../ui/button.tsx'
import type { AdminAction } from '../../errors/call-action.ts'
import { useCommand } from '../../errors/use-command.ts'

export type PauseActions = {
  pause: AdminAction<{ queue: QueueStanding['queue'] }>
  resume: AdminAction<{ queue: QueueStanding['queue'] }>
}

type PauseButtonProps = { queue: QueueStanding['queue']; paused: boolean; actions: PauseActions }

const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** Keeps workers from taking anything more from a queue, or lets them again. */
export function PauseButton({ queue, paused, actions }: PauseButtonProps) {
  const t = useTranslations('jobs')
  const { run, busy } = useCommand()
  const name = t(`queue.${queue}`)
  return (
    <IconButton
      size="sm"
      variant={paused ? 'tonal' : 'text'}
      label={paused ? t('pause.resume', { name }) : t('pause.pause', { name })}
      busy={busy !== null}
      onClick={() =>
        paused
          ? void run(actions.resume, { queue }, t('pause.resumed', { name }))
          : void run(actions.pause, { queue }, t('pause.paused', { name }))
      }
    >
      {paused ? <Play {...icon} fill="currentColor" /> : <Pause {...icon} fill="currentColor" />}
    </IconButton>
  )
}
