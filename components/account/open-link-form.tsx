'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AlertLine } from './alert-line.tsx'
import { LinkPanel } from './link-panel.tsx'
import { useSignIn } from './use-sign-in.ts'

/**
 * Signs in whoever opened a mail's link. A press is needed: programs that look into mails open links too, and would use
 * it up.
 */
export function OpenLinkForm({ of }: { of: 'verify' | 'mailLink' }) {
  const t = useTranslations('account')
  const { run, refusal } = useSignIn()
  const [busy, setBusy] = useState(false)
  const open = async (token: string) => {
    setBusy(true)
    await run({ by: 'mail-link', values: { token } })
    setBusy(false)
  }
  return (
    <LinkPanel freshHref="/mail-sign-in" broken={refusal?.code === 'mail-link.invalid'}>
      {(token) => (
        <div className="grid gap-5">
          {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
          <Button variant="lamp" size="lg" busy={busy} onClick={() => void open(token)} className="w-full">
            {t(`${of}.submit`)}
          </Button>
        </div>
      )}
    </LinkPanel>
  )
}
