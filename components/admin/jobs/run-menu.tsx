'use client'

import { ChevronDown, ChevronsUp, ChevronUp, Ellipsis, RotateCw, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { isOpen, replayableStates, type JobRunDto, type RunMove } from '#server/platform/queues/schemas.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { useJobName, type NamedRun } from './job-words.ts'
import type { JobActions } from './jobs-page.ts'

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** What can be done with one run as it stands; nothing where nothing can. */
export function RunMenu({ run, actions }: { run: NamedRun; actions: JobActions }) {
  const t = useTranslations('jobs')
  const name = useJobName()(run)
  const { run: command, busy } = useCommand()
  const runId = run.id
  const canCancel = isOpen(run.state) && !run.cancelRequested
  const canReplay = replayableStates.some((state) => state === run.state)
  if (!canCancel && !canReplay) return null
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton size="sm" variant="text" label={t('menu', { name })} busy={busy !== null}>
          <Ellipsis {...icon} />
        </IconButton>
      </MenuTrigger>
      <MenuContent>
        <MoveItems
          position={run.state === 'queued' ? run.position : null}
          onMove={(move) => void command(actions.move, { runId, move }, t(`moved.${move}`, { name }))}
        />
        {canReplay ? (
          <MenuItem
            icon={<RotateCw {...icon} />}
            onSelect={() => void command(actions.replay, { runId }, t('dead.replayed', { name }))}
          >
            {t('dead.replay')}
          </MenuItem>
        ) : null}
        {canCancel ? (
          <MenuItem
            tone="danger"
            icon={<X {...icon} />}
            onSelect={() => void command(actions.cancel, { runId }, t('cancelled', { name }))}
          >
            {t('cancelRun')}
          </MenuItem>
        ) : null}
      </MenuContent>
    </Menu>
  )
}

type MoveItemsProps = { position: JobRunDto['position']; onMove: (move: RunMove) => void }

/** Lines of a menu that move what waits within its queue; none for what has no place. */
export function MoveItems({ position, onMove }: MoveItemsProps) {
  const t = useTranslations('jobs.move')
  if (position === null) return null
  return (
    <>
      {position > 1 ? (
        <MenuItem icon={<ChevronsUp {...icon} />} onSelect={() => onMove('first')}>
          {t('first')}
        </MenuItem>
      ) : null}
      {position > 2 ? (
        <MenuItem icon={<ChevronUp {...icon} />} onSelect={() => onMove('up')}>
          {t('up')}
        </MenuItem>
      ) : null}
      <MenuItem icon={<ChevronDown {...icon} />} onSelect={() => onMove('down')}>
        {t('down')}
      </MenuItem>
    </>
  )
}
