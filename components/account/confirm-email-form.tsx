'use client'

import { MailCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { AlertLine } from './alert-line.tsx'
import { LinkPanel } from './link-panel.tsx'
import { LinkPasswordForm } from './link-password-form.tsx'
import { SentPanel } from './sent-panel.tsx'

type Confirm = AdminAction<{ token: string; password?: string }, { email: string }>

/** Moves the account to the address whose reader opened the mail's link. */
export function ConfirmEmailForm({ action }: { action: Confirm }) {
  const t = useTranslations('account')
  const message = useErrorMessage()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<{ code: string; sentence: string } | null>(null)
  const [email, setEmail] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const confirm = async (given: { token: string; password?: string }) => {
    setBusy(true)
    setRefusal(null)
    const outcome = await callAction(action, given)
    setBusy(false)
    if (outcome.ok) setEmail(outcome.value.email)
    else if (outcome.code === 'mail-link.password-needed') setAsked(true)
    else setRefusal({ code: outcome.code, sentence: message(outcome) })
  }
  if (email !== null) {
    return (
      <SentPanel
        icon={MailCheck}
        title={t('confirmEmail.doneTitle')}
        lead={t('confirmEmail.doneLead', { email })}
      >
        <Button asChild variant="lamp" size="lg" className="w-full">
          <Link href="/settings">{t('settings')}</Link>
        </Button>
      </SentPanel>
    )
  }
  return (
    <LinkPanel freshHref="/settings" broken={refusal?.code === 'mail-link.invalid'}>
      {(token) =>
        isAsked ? (
          <LinkPasswordForm
            lead={t('linkPassword.changeLead')}
            submitLabel={t('confirmEmail.submit')}
            mayReplace={false}
            refusal={refusal?.sentence ?? null}
            onSubmit={(given) => confirm({ token, ...given })}
          />
        ) : (
          <div className="grid gap-5">
            {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
            <Button
              variant="lamp"
              size="lg"
              busy={busy}
              onClick={() => void confirm({ token })}
              className="w-full"
            >
              {t('confirmEmail.submit')}
            </Button>
          </div>
        )
      }
    </LinkPanel>
  )
}
