'use client'

import { MailCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import type { AdminAction } from '../errors/call-action.ts'
import { Button } from '../ui/button.tsx'
import { AlertLine } from './alert-line.tsx'
import { EmailField } from './email-field.tsx'
import { keepOnward } from './onward.ts'
import { SentPanel } from './sent-panel.tsx'
import { useAccountForm, useFieldRules, useInLanguage, type InLanguage } from './use-account-form.ts'

type AskMailFormProps = { of: 'forgot' | 'mailSignIn'; action: AdminAction<InLanguage<{ email: string }>> }

/** An address that a link shall go to; the answer does not tell whether it has an account. */
export function AskMailForm({ of, action }: AskMailFormProps) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const wanted = useSearchParams().get('callbackUrl')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({ email: rules.email }),
    { email: '' },
    useInLanguage(action),
    (_value, { email }) => {
      keepOnward(wanted)
      setSentTo(email)
    },
  )
  if (sentTo !== null) {
    return (
      <SentPanel
        icon={MailCheck}
        title={t('register.sentTitle')}
        lead={t(`${of}.sentLead`, { email: sentTo })}
      />
    )
  }
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
      <EmailField error={errors.email?.message} {...register('email')} />
      <Button type="submit" variant="lamp" size="lg" busy={busy} className="mt-1 w-full">
        {t(`${of}.submit`)}
      </Button>
    </form>
  )
}
