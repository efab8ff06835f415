'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { PaymentState } from './payment-state.tsx'

type UnverifiedStateProps = { email: string; resend: AdminAction<Record<never, never>> }

/** Whoever has not proved their address can't watch either: that comes first, and the choice stays. */
export function UnverifiedState({ email, resend }: UnverifiedStateProps) {
  const t = useTranslations('checkout.instead')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    const outcome = await callAction(resend, {})
    setBusy(false)
    showToast(
      outcome.ok ? { text: t('unverifiedSent', { email }) } : { tone: 'failed', text: message(outcome) },
    )
  }
  return (
    <PaymentState sign="?" title={t('unverifiedTitle')} lead={<p>{t('unverifiedBody', { email })}</p>}>
      <Button variant="lamp" size="lg" onClick={() => router.refresh()}>
        {t('unverifiedDone')}
      </Button>
      <Button variant="text" busy={busy} onClick={() => void send()}>
        {t('unverifiedSend')}
      </Button>
    </PaymentState>
  )
}
