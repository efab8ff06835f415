'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { AdminAction } from '../../errors/call-action.ts'
import { useCommand } from '../../errors/use-command.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { stateAt } from '../../billing/plan-state.ts'
import { formatMoment } from '../format/format-time.ts'
import type { SubscriberRow } from './subscribers-page.ts'

type CancelPlanDialogProps = {
  subscriber: SubscriberRow
  nowIso: string
  cancel: AdminAction<{ subscriptionId: string }>
  onClose: () => void
}

/** Asks before somebody's plan is cancelled for them. */
export function CancelPlanDialog({ subscriber, nowIso, cancel, onClose }: CancelPlanDialogProps) {
  const t = useTranslations('admin-payments.subscribers')
  const tGone = useTranslations('admin-payments')
  const locale = useLocale()
  const { run, busy } = useCommand()
  const name = subscriber.person ?? tGone('gone')
  // What nobody has paid for ends at once.
  const isPaidUp = stateAt(subscriber, new Date(nowIso)).state !== 'past-due'
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && busy === null && onClose()}
      title={t('cancelAsk', { plan: subscriber.plan.name[locale], name })}
      description={
        isPaidUp
          ? t('cancelBody', { until: formatMoment(subscriber.periodEndsAt, locale, Date.parse(nowIso)) })
          : t('cancelPastDue')
      }
      keepLabel={t('keep')}
      confirmLabel={t('cancel')}
      busy={busy !== null}
      onConfirm={() =>
        void run(cancel, { subscriptionId: subscriber.id }, t('cancelled', { name })).then(onClose)
      }
    />
  )
}
