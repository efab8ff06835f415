'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { TextField } from '../ui/field.tsx'

/** A field for an e-mail address, as browsers and keyboards know it. */
export function EmailField({ label, ...rest }: Partial<ComponentProps<typeof TextField>>) {
  const t = useTranslations('account')
  return (
    <TextField
      label={label ?? t('email')}
      type="email"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      {...rest}
    />
  )
}
