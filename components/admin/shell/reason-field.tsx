'use client'

import { useTranslations } from 'next-intl'
import { Field, Textarea } from '../../ui/field.tsx'

const longest = 500

type ReasonFieldProps = {
  value: string
  onChange: (reason: string) => void
  /** It was sent once: from then on the field says that it is missing. */
  isTried: boolean
}

/** Why staff do something to somebody; they alone read it. */
export function ReasonField({ value, onChange, isTried }: ReasonFieldProps) {
  const t = useTranslations('admin.person')
  return (
    <Field
      label={t('reason')}
      hint={t('reasonHint')}
      error={isTried && value.trim() === '' ? t('reasonMissing') : undefined}
    >
      {(control) => (
        <Textarea
          {...control}
          value={value}
          maxLength={longest}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
