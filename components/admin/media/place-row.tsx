'use client'

import { ChevronDown, Pencil, RotateCw, Upload, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { cn } from '../../ui/class-names.ts'
import { LightLine } from '../../ui/light-line.tsx'
import { formatClock } from '../format/format-time.ts'
import { usePlaceLabel } from './place-label.ts'
import { placeStanding, publishedVersion, retryHelps, type MediaPlace, type PlaceStanding } from './place.ts'
import { RungLamps } from './rung-lamps.tsx'
import { useEncodeNote } from './use-encode-note.ts'
import { VersionList } from './version-list.tsx'

export type PlaceHandlers = {
  onUpload: (place: MediaPlace) => void
  /** Makes a new version of what is there. */
  onEncodeAgain: (place: MediaPlace) => void
  /** Takes up what failed or was cancelled. */
  onRetry: (place: MediaPlace) => void
  onCancel: (place: MediaPlace) => void
  onRename?: (place: MediaPlace) => void
}

const tones: Record<PlaceStanding, StatusTone> = {
  running: 'active',
  queued: 'waiting',
  failed: 'failed',
  ready: 'success',
  cancelled: 'neutral',
  empty: 'neutral',
}

const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** One place for a film: how it stands, its lamps and progress, what can be done, and its versions folded below. */
export function PlaceRow({ place, nowIso, ...on }: { place: MediaPlace; nowIso: string } & PlaceHandlers) {
  const t = useTranslations('admin.title.place')
  const label = usePlaceLabel()(place)
  const [open, setOpen] = useState(false)
  const detailId = useId()
  const standing = placeStanding(place)
  const published = publishedVersion(place)
  return (
    <li className="border-b border-line px-4 py-3 last:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 className="min-w-0 flex-1 basis-48 font-sans text-body leading-[1.5] font-medium tracking-normal">
          {label}
        </h3>
        {published?.durationMs ? (
          <span className="tabular text-small text-shell-2">{formatClock(published.durationMs / 1000)}</span>
        ) : null}
        <StatusBadge tone={tones[standing]}>{t(`standing.${standing}`)}</StatusBadge>
        <PlaceButtons place={place} label={label} standing={standing} {...on} />
      </div>
      <PlaceProgress place={place} label={label} />
      {place.versions.length > 0 ? (
        <>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={detailId}
            onClick={() => setOpen(!open)}
            className="mt-1 -ml-2 inline-flex min-h-8 items-center gap-1 rounded-control px-2 text-small text-shell-3 hover:text-shell max-md:min-h-11"
          >
            <ChevronDown {...icon} className={cn('transition-transform', open && 'rotate-180')} />
            {t('versions', { count: place.versions.length })}
          </button>
          <div id={detailId} hidden={!open}>
            <VersionList versions={place.versions} nowIso={nowIso} />
          </div>
        </>
      ) : null}
    </li>
  )
}

function PlaceProgress({ place, label }: { place: MediaPlace; label: string }) {
  const t = useTranslations('admin.title.place')
  const note = useEncodeNote()
  const published = publishedVersion(place)
  const encode = place.encode
  const busy = encode && encode.state !== 'succeeded' && encode.state !== 'cancelled'
  if (!busy)
    return published ? (
      <div className="mt-1">
        <RungLamps rungs={published.rungs} />
      </div>
    ) : null
  return (
    <div className="mt-1.5 grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <RungLamps rungs={encode.rungs} />
        <span className={cn('tabular', encode.state === 'failed' ? 'text-son-text' : 'text-shell-2')}>
          {note(encode)}
        </span>
        {encode.state === 'running' ? (
          <span className="tabular ml-auto text-shell-2">
            {encode.fps ? `${t('fps', { fps: Math.round(encode.fps) })} · ` : ''}
            {t('percent', { percent: Math.floor(encode.percent) })}
          </span>
        ) : null}
      </div>
      {encode.state === 'running' ? (
        <LightLine value={encode.percent / 100} label={t('progress', { name: label })} />
      ) : null}
      {encode.state === 'failed' && published ? (
        <p className="text-small text-shell-3">{t('oldStays', { number: published.number })}</p>
      ) : null}
    </div>
  )
}

type PlaceButtonsProps = { place: MediaPlace; label: string; standing: PlaceStanding } & PlaceHandlers

function PlaceButtons({ place, label, standing, ...on }: PlaceButtonsProps) {
  const t = useTranslations('admin.title.place')
  const underWay = standing === 'running' || standing === 'queued'
  const hasStopped = standing === 'failed' || place.encode?.state === 'cancelled'
  const again = place.encode && hasStopped && retryHelps(place.encode)
  return (
    <span className="flex gap-1">
      {on.onRename && place.number ? (
        <IconButton
          size="sm"
          variant="text"
          label={t('rename', { name: label })}
          onClick={() => on.onRename?.(place)}
        >
          <Pencil {...icon} />
        </IconButton>
      ) : null}
      {underWay ? (
        <Button size="sm" variant="text" onClick={() => on.onCancel(place)}>
          <X {...icon} />
          {t('cancel')}
        </Button>
      ) : null}
      {again ? (
        <Button size="sm" variant="tonal" onClick={() => on.onRetry(place)}>
          <RotateCw {...icon} />
          {t('retry')}
        </Button>
      ) : null}
      {standing === 'ready' && !again ? (
        <IconButton
          size="sm"
          variant="text"
          label={t('encodeAgain', { name: label })}
          onClick={() => on.onEncodeAgain(place)}
        >
          <RotateCw {...icon} />
        </IconButton>
      ) : null}
      {underWay ? null : (
        <Button
          size="sm"
          variant={standing === 'empty' ? 'tonal' : 'text'}
          onClick={() => on.onUpload(place)}
        >
          <Upload {...icon} />
          {standing === 'empty' ? t('upload') : t('replace')}
        </Button>
      )}
    </span>
  )
}
