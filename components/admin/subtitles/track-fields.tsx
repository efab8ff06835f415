'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Switch } from '../../ui/checkbox.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { languageOptions } from './language-options.ts'

type Track = { language: string; title: string | null; forced: boolean }

type TrackFieldsProps = { track: Track; disabled: boolean; onChange: (change: Partial<Track>) => void }

/** What the viewer's menu says of the subtitle. */
export function TrackFields({ track, disabled, onChange }: TrackFieldsProps) {
  const t = useTranslations('admin.subtitles')
  const locale = useLocale()
  return (
    <div className="mt-6 grid items-start gap-5 md:grid-cols-2 lg:grid-cols-[1fr_1fr_auto]">
      <Field label={t('language')}>
        {(control) => (
          <Select
            {...control}
            value={track.language}
            options={languageOptions(track.language, locale)}
            disabled={disabled}
            onValueChange={(language) => onChange({ language })}
          />
        )}
      </Field>
      <TextField
        label={t('trackTitle')}
        hint={t('trackTitleHint')}
        value={track.title ?? ''}
        maxLength={80}
        disabled={disabled}
        onChange={(event) => onChange({ title: event.target.value || null })}
      />
      <label className="flex min-h-11 items-center gap-3 text-small text-shell-2 lg:mt-8">
        <Switch
          checked={track.forced}
          disabled={disabled}
          onCheckedChange={(forced) => onChange({ forced })}
        />
        {t('forced')}
      </label>
    </div>
  )
}
