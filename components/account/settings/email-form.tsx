'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import type { AdminAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { AlertLine } from '../alert-line.tsx'
import { EmailField } from '../email-field.tsx'
import { useAccountForm, useFieldRules } from '../use-account-form.ts'

/** Another address, once its reader has confirmed it. */
export function EmailForm({ action }: { action: AdminAction<{ email: string; password: string }> }) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({ email: rules.email, password: rules.password }),
    { email: '', password: '' },
    action,
    (_value, { email }, empty) => {
      setSentTo(email)
      empty()
    },
  )
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
      {sentTo !== null && !refusal ? (
        <AlertLine tone="done">{t('settingsPage.emailSent', { email: sentTo })}</AlertLine>
      ) : null}
      <EmailField
        label={t('settingsPage.newEmail')}
        autoComplete="email"
        error={errors.email?.message}
        {...register('email')}
      />
      <PasswordField
        label={t('settingsPage.oldPassword')}
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" variant="tonal" busy={busy} className="justify-self-start max-md:w-full">
        {t('settingsPage.emailSend')}
      </Button>
    </form>
  )
}
