'use client'

import { Clock, MailWarning } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'

export type NoticeView =
  | { kind: 'unverified'; email: string }
  /** The day as the page's language writes it. */
  | { kind: 'erasing'; date: string }

type AccountNoticeProps = {
  notice: NoticeView
  resend: AdminAction<Record<never, never>>
  keep: AdminAction<Record<never, never>>
}

/** What an account must still do, or can still take back, at the foot of every page until it is done. */
export function AccountNotice({ notice, resend, keep }: AccountNoticeProps) {
  const t = useTranslations('account.notice')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const isUnverified = notice.kind === 'unverified'
  const act = async () => {
    setBusy(true)
    const outcome = await callAction(isUnverified ? resend : keep, {})
    setBusy(false)
    if (!outcome.ok) return showToast({ tone: 'failed', text: message(outcome) })
    showToast({ text: isUnverified ? t('resent', { email: notice.email }) : t('kept') })
    router.refresh()
  }
  const Icon = isUnverified ? MailWarning : Clock
  return (
    <aside
      aria-label={t('label')}
      className="account-notice fixed inset-x-0 z-20 border-t border-line bg-ink-2 px-(--gutter) py-3"
    >
      <div className="mx-auto flex max-w-[1200px] items-center gap-4 max-md:flex-col max-md:items-stretch max-md:gap-2">
        <p className="flex min-w-0 flex-1 items-start gap-2.5 text-small text-shell">
          <Icon aria-hidden size={18} strokeWidth={1.75} className="mt-px shrink-0 text-lamp-text" />
          <span className="min-w-0 break-words">
            {isUnverified ? t('unverified', { email: notice.email }) : t('erasing', { date: notice.date })}
          </span>
        </p>
        <Button variant={isUnverified ? 'outline' : 'lamp'} size="sm" busy={busy} onClick={() => void act()}>
          {isUnverified ? t('resend') : t('keep')}
        </Button>
      </div>
    </aside>
  )
}
