'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { TextField } from '../ui/field.tsx'
import { EmailField } from './email-field.tsx'
import { NewPasswordField } from './new-password-field.tsx'

/** What every new account is made of. */
export type NewAccount = { displayName: string; email: string; password: string }

type NewAccountFieldsProps = {
  register: (name: keyof NewAccount) => UseFormRegisterReturn
  errors: { [Name in keyof NewAccount]?: { message?: string } }
  /** Where others see the name. */
  nameHint?: string
}

/** Name, address and password of a new account. */
export function NewAccountFields({ register, errors, nameHint }: NewAccountFieldsProps) {
  const t = useTranslations('account')
  return (
    <>
      <TextField
        label={t('name')}
        hint={nameHint}
        autoComplete="name"
        error={errors.displayName?.message}
        {...register('displayName')}
      />
      <EmailField error={errors.email?.message} {...register('email')} />
      <NewPasswordField label={t('password')} error={errors.password?.message} {...register('password')} />
    </>
  )
}
