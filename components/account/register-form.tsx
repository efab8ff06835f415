'use client'

import { MailCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import type { AdminAction } from '../errors/call-action.ts'
import { Button } from '../ui/button.tsx'
import { AlertLine } from './alert-line.tsx'
import { keepOnward } from './onward.ts'
import { NewAccountFields, type NewAccount } from './new-account-fields.tsx'
import { SentPanel } from './sent-panel.tsx'
import { useAccountForm, useFieldRules, useInLanguage, type InLanguage } from './use-account-form.ts'

/** Name, address and password; afterwards says where the mail went, whoever the address belongs to. */
export function RegisterForm({ action }: { action: AdminAction<InLanguage<NewAccount>> }) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const wanted = useSearchParams().get('callbackUrl')
  const [sent, setSent] = useState<{ to: string; again: boolean } | null>(null)
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({ displayName: rules.name, email: rules.email, password: rules.newPassword }),
    { displayName: '', email: '', password: '' },
    useInLanguage(action),
    (_value, { email }) => {
      keepOnward(wanted)
      setSent((before) => ({ to: email, again: before !== null }))
    },
  )
  if (sent) {
    return (
      <SentPanel
        icon={MailCheck}
        title={t('register.sentTitle')}
        lead={t('register.sentLead', { email: sent.to })}
      >
        {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
        {sent.again && !refusal ? <AlertLine tone="done">{t('register.sentAgain')}</AlertLine> : null}
        <p className="text-small text-shell-3">{t('register.unseen')}</p>
        <Button variant="outline" size="lg" busy={busy} onClick={() => void submit()} className="w-full">
          {t('register.again')}
        </Button>
      </SentPanel>
    )
  }
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
      <NewAccountFields register={register} errors={errors} nameHint={t('nameHint')} />
      <Button type="submit" variant="lamp" size="lg" busy={busy} className="mt-1 w-full">
        {t('register.submit')}
      </Button>
    </form>
  )
}
