'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AlertLine } from './alert-line.tsx'
import { LinkPanel } from './link-panel.tsx'
import { LinkPasswordForm, type LinkPassword } from './link-password-form.tsx'
import { useSignIn } from './use-sign-in.ts'

/**
 * Signs in whoever opened a mail's link. A press is needed: programs that look into mails open links too, and would use
 * it up. On a device other than the one that registered, the verb then wants a password as well.
 */
export function OpenLinkForm({ of }: { of: 'verify' | 'mailLink' }) {
  const t = useTranslations('account')
  const { run, refusal } = useSignIn()
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)
  // The refusal is gone while the next try is under way; the field stays.
  const isAsked = asked || refusal?.code === 'mail-link.password-needed'
  const open = async (token: string, given: LinkPassword | Record<never, never> = {}) => {
    setBusy(true)
    setAsked(isAsked)
    await run({ by: 'mail-link', values: { token, ...given } })
    setBusy(false)
  }
  return (
    <LinkPanel freshHref="/mail-sign-in" broken={refusal?.code === 'mail-link.invalid'}>
      {(token) =>
        isAsked ? (
          <LinkPasswordForm
            lead={t('linkPassword.verifyLead')}
            submitLabel={t(`${of}.submit`)}
            mayReplace
            refusal={refusal && refusal.code !== 'mail-link.password-needed' ? refusal.sentence : null}
            onSubmit={(given) => open(token, given)}
          />
        ) : (
          <div className="grid gap-5">
            {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
            <Button variant="lamp" size="lg" busy={busy} onClick={() => void open(token)} className="w-full">
              {t(`${of}.submit`)}
            </Button>
          </div>
        )
      }
    </LinkPanel>
  )
}
