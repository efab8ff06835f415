'use client'

import { ArrowUpDown, RotateCw, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import type { RunMove } from '#server/platform/queues/schemas.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { LightLine } from '../../ui/light-line.tsx'
import { Menu, MenuContent, MenuTrigger } from '../../ui/menu.tsx'
import { formatMoment } from '../format/format-time.ts'
import { MoveItems } from '../jobs/run-menu.tsx'
import { retryHelps } from '../media/place.ts'
import { RungLamps } from '../media/rung-lamps.tsx'
import { useEncodeNote } from '../media/use-encode-note.ts'
import type { EncodeRow } from './encode-row.ts'

const tones: Record<EncodeRow['state'], StatusTone> = {
  running: 'active',
  queued: 'waiting',
  failed: 'failed',
  succeeded: 'success',
  cancelled: 'neutral',
}

type EncodeLineProps = {
  encode: EncodeRow
  nowIso: string
  /** No worker takes it for now. */
  paused: boolean
  onCancel: () => void
  /** Null where a later encode of the film makes it needless. */
  onAgain: (() => void) | null
  onMove: (move: RunMove) => void
}

const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** One encode: whose, how far, how fast, how long still, and what can be done. */
export function EncodeLine({ encode, nowIso, paused, onCancel, onAgain, onMove }: EncodeLineProps) {
  const t = useTranslations('media')
  const locale = useLocale()
  const note = useEncodeNote()
  const name = encode.titleName ?? encode.sourceName
  const open = encode.state === 'running' || encode.state === 'queued'
  const words = paused && encode.state === 'queued' ? t('queue.paused') : note(encode)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 border-b border-line px-4 py-3 last:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-56 items-center gap-3">
          <div className="h-10 w-7 shrink-0 overflow-hidden rounded-badge bg-ink-3">
            {encode.poster ? (
              <Artwork picture={encode.poster} name={name} sizes="28px" accent={encode.accent} />
            ) : null}
          </div>
          <div className="min-w-0">
            <Link
              href={`/admin/titles/${encode.titleId}`}
              className="block truncate leading-[1.5] font-medium hover:text-lamp-text"
            >
              {name}
            </Link>
            <div className="truncate text-small leading-[1.5] text-shell-3">
              {encode.role === 'trailer' ? `${t('trailer')} · ` : ''}
              {encode.sourceName}
            </div>
          </div>
        </div>
        <StatusBadge tone={tones[encode.state]}>{t(`state.${encode.state}`)}</StatusBadge>
        <RungLamps rungs={encode.state === 'cancelled' ? [] : encode.rungs} />
        <span className="flex justify-end gap-1 md:min-w-46">
          {open ? (
            <>
              <MoveMenu encode={encode} name={name} onMove={onMove} />
              <Button size="sm" variant="text" onClick={onCancel}>
                <X {...icon} />
                {t('encodes.cancel')}
              </Button>
            </>
          ) : encode.state !== 'succeeded' && onAgain && retryHelps(encode) ? (
            <Button size="sm" variant="tonal" onClick={onAgain}>
              <RotateCw {...icon} />
              {t('encodes.again')}
            </Button>
          ) : (
            <span className="tabular text-small text-shell-3">
              {formatMoment(encode.updatedAt, locale, Date.parse(nowIso))}
            </span>
          )}
        </span>
      </div>
      {encode.state === 'running' ? (
        <LightLine value={encode.percent / 100} label={t('encodes.progress', { name })} />
      ) : null}
      {words ? (
        <div
          className={cn(
            'tabular flex flex-wrap justify-between gap-x-4 text-small',
            encode.state === 'failed' ? 'text-son-text' : 'text-shell-2',
          )}
        >
          <span>{words}</span>
          {encode.state === 'running' ? (
            <span>
              {encode.fps ? `${t('encodes.fps', { fps: Math.round(encode.fps) })} · ` : ''}
              {t('encodes.percent', { percent: Math.floor(encode.percent) })}
            </span>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

function MoveMenu({ encode, name, onMove }: { name: string } & Pick<EncodeLineProps, 'encode' | 'onMove'>) {
  const t = useTranslations('jobs')
  if (encode.queuePosition === null || encode.jobId === null) return null
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm" variant="text" aria-label={t('move.label', { name })}>
          <ArrowUpDown {...icon} />
          {t('move.short')}
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MoveItems position={encode.queuePosition} onMove={onMove} />
      </MenuContent>
    </Menu>
  )
}
