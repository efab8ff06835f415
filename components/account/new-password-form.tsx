'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Link } from '#i18n/navigation.ts'
import type { AdminAction } from '../errors/call-action.ts'
import { Button } from '../ui/button.tsx'
import { AlertLine } from './alert-line.tsx'
import { LinkPanel } from './link-panel.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { SentPanel } from './sent-panel.tsx'
import { useAccountForm, useFieldRules } from './use-account-form.ts'
import { useLinkToken } from './use-link-token.ts'

type NewPassword = AdminAction<{ token: string; password: string }>

/** The new password of whoever opened the mail's link. */
export function NewPasswordForm({ action }: { action: NewPassword }) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const token = useLinkToken()
  const [done, setDone] = useState(false)
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({ password: rules.newPassword }),
    { password: '' },
    ({ password }) => action({ token: token ?? '', password }),
    () => setDone(true),
  )
  if (done) {
    return (
      <SentPanel icon={KeyRound} title={t('newPasswordPage.doneTitle')} lead={t('newPasswordPage.doneLead')}>
        <Button asChild variant="lamp" size="lg" className="w-full">
          <Link href="/sign-in">{t('signIn')}</Link>
        </Button>
      </SentPanel>
    )
  }
  return (
    <LinkPanel freshHref="/forgot-password" broken={refusal?.code === 'mail-link.invalid'}>
      {() => (
        <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
          {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
          <NewPasswordField error={errors.password?.message} {...register('password')} />
          <Button type="submit" variant="lamp" size="lg" busy={busy} className="w-full">
            {t('newPasswordPage.submit')}
          </Button>
        </form>
      )}
    </LinkPanel>
  )
}
