'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import type { AdminAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { AlertLine } from '../alert-line.tsx'
import { NewPasswordField } from '../new-password-field.tsx'
import { useAccountForm, useFieldRules } from '../use-account-form.ts'

type Change = { oldPassword: string; password: string }

type PasswordFormProps = {
  /** For password managers, which keep a password with its address. */
  email: string
  action: AdminAction<Change, { ended: number }>
}

/** A new password for the old one. */
export function PasswordForm({ email, action }: PasswordFormProps) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const [ended, setEnded] = useState<number | null>(null)
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({ oldPassword: rules.password, password: rules.newPassword }),
    { oldPassword: '', password: '' },
    action,
    (value, _values, empty) => {
      setEnded(value.ended)
      empty()
    },
  )
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
      {ended !== null && !refusal ? (
        <AlertLine tone="done">{t('settingsPage.passwordChanged', { ended })}</AlertLine>
      ) : null}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={t('settingsPage.oldPassword')}
        autoComplete="current-password"
        error={errors.oldPassword?.message}
        {...register('oldPassword')}
      />
      <NewPasswordField error={errors.password?.message} {...register('password')} />
      <Button type="submit" variant="tonal" busy={busy} className="justify-self-start max-md:w-full">
        {t('settingsPage.passwordChange')}
      </Button>
    </form>
  )
}
