'use client'

import { Check, CircleAlert, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { DOUBTFUL_BELOW, type DraftCue } from '#server/domains/media/schemas.ts'
import { IconButton } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { Input, Textarea } from '../../ui/field.tsx'
import { formatCueTime, parseCueTime } from './cue-time.ts'
import type { EditedCue } from './edited-cues.ts'

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

type CueRowProps = {
  cue: EditedCue
  number: number
  draftId: string
  disabled: boolean
  onChange: (key: number, change: Partial<DraftCue>) => void
  onRemove: (key: number) => void
  onAdd: (key: number) => void
}

/** One line: its picture, its text, its times; what the reader doubted is marked until somebody has looked. */
export const CueRow = memo(function CueRow({
  cue,
  number,
  draftId,
  disabled,
  onChange,
  onRemove,
  onAdd,
}: CueRowProps) {
  const t = useTranslations('admin.subtitles')
  const doubtful = cue.confidence < DOUBTFUL_BELOW
  return (
    <li
      className={cn(
        'grid items-start gap-x-4 gap-y-3 border-b border-line p-4 [contain-intrinsic-size:auto_150px] [content-visibility:auto] last:border-b-0 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]',
        doubtful && 'bg-ink-2',
      )}
    >
      <CuePicture cue={cue} draftId={draftId} number={number} />
      <Textarea
        aria-label={t('text', { number })}
        value={cue.text}
        rows={Math.max(2, cue.text.split('\n').length)}
        disabled={disabled}
        spellCheck
        className="min-h-0"
        onChange={(event) => onChange(cue.key, { text: event.target.value, confidence: 100 })}
      />
      <div className="flex flex-wrap items-center gap-2 lg:grid lg:justify-items-end">
        <CueTimes cue={cue} disabled={disabled} onChange={onChange} />
        <div className="flex items-center gap-1 max-lg:ml-auto">
          {doubtful ? (
            <>
              <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="text-son-text" />
              <IconButton
                size="sm"
                variant="text"
                label={t('checked')}
                disabled={disabled}
                onClick={() => onChange(cue.key, { confidence: 100 })}
              >
                <Check {...icon} />
              </IconButton>
            </>
          ) : null}
          <IconButton
            size="sm"
            variant="text"
            label={t('add')}
            disabled={disabled}
            onClick={() => onAdd(cue.key)}
          >
            <Plus {...icon} />
          </IconButton>
          <IconButton
            size="sm"
            variant="text"
            label={t('remove')}
            disabled={disabled}
            onClick={() => onRemove(cue.key)}
          >
            <Trash2 {...icon} />
          </IconButton>
        </div>
      </div>
    </li>
  )
})

function CuePicture({ cue, draftId, number }: { cue: EditedCue; draftId: string; number: number }) {
  const t = useTranslations('admin.subtitles')
  if (!cue.picture) return <div className="max-lg:hidden" />
  return (
    <div className="grid min-h-16 place-items-center rounded-control bg-black p-2">
      {/* The pictures are small already and seen by admins alone. */}
      <img
        src={`/api/subtitle-drafts/${draftId}/pictures/${cue.picture}`}
        alt={t('picture', { number })}
        loading="lazy"
        decoding="async"
        className="max-h-24 max-w-full object-contain"
      />
    </div>
  )
}

function CueTimes({ cue, disabled, onChange }: Pick<CueRowProps, 'cue' | 'disabled' | 'onChange'>) {
  const t = useTranslations('admin.subtitles')
  const wrong = cue.endMs <= cue.startMs
  return (
    <div className="flex items-center gap-2">
      <TimeInput
        label={t('start')}
        ms={cue.startMs}
        wrong={wrong}
        disabled={disabled}
        onChange={(startMs) => onChange(cue.key, { startMs })}
      />
      <span aria-hidden className="text-shell-3">
        –
      </span>
      <TimeInput
        label={t('end')}
        ms={cue.endMs}
        wrong={wrong}
        disabled={disabled}
        onChange={(endMs) => onChange(cue.key, { endMs })}
      />
    </div>
  )
}

type TimeInputProps = {
  label: string
  ms: number
  wrong: boolean
  disabled: boolean
  onChange: (ms: number) => void
}

function TimeInput({ label, ms, wrong, disabled, onChange }: TimeInputProps) {
  const t = useTranslations('admin.subtitles')
  const [typed, setTyped] = useState<string | null>(null)
  const unreadable = typed !== null && parseCueTime(typed) === null
  return (
    <Input
      compact
      aria-label={label}
      {...(wrong || unreadable ? { 'aria-invalid': true, title: t('badTime') } : {})}
      value={typed ?? formatCueTime(ms)}
      disabled={disabled}
      inputMode="text"
      className="w-32 px-2.5 font-mono text-meta md:text-meta"
      onChange={(event) => {
        setTyped(event.target.value)
        const read = parseCueTime(event.target.value)
        if (read !== null) onChange(read)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
