'use client'

import { useTranslations } from 'next-intl'
import { Field, Input } from '../../ui/field.tsx'

const longest = 500

type TransferNoteProps = { value: string; onChange: (note: string) => void; isTried: boolean }

/** By which transfer money went back, or why: it stands in the book and in the audit log. */
export function TransferNote({ value, onChange, isTried }: TransferNoteProps) {
  const t = useTranslations('admin-book.transfers')
  return (
    <Field
      label={t('note')}
      hint={t('noteHint')}
      error={isTried && value.trim() === '' ? t('noteMissing') : undefined}
    >
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={longest}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
