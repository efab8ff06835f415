'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { PasswordField } from '../ui/field.tsx'

/** A field for a password that is chosen now: says how long, and lets the browser propose one. */
export function NewPasswordField({ label, ...rest }: Partial<ComponentProps<typeof PasswordField>>) {
  const t = useTranslations('account')
  return (
    <PasswordField
      label={label ?? t('newPassword')}
      hint={t('passwordHint')}
      autoComplete="new-password"
      {...rest}
    />
  )
}
