'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { getPathname } from '#i18n/navigation.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useCommand } from '../errors/use-command.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { showToast } from '../ui/toast.tsx'
import { useDay } from '../format/use-day.ts'
import type { PlanView } from './views.ts'

type OfSubscription = { subscriptionId: string }

export type PlanActions = {
  cancel: AdminAction<OfSubscription>
  resume: AdminAction<OfSubscription>
  openPortal: AdminAction<OfSubscription & { returnPath: string; locale: 'vi' | 'en' }, { url: string }>
}

/** Has the plan run out, once one has read until when one goes on watching. */
export function CancelPlan({ plan, action }: { plan: PlanView; action: PlanActions['cancel'] }) {
  const t = useTranslations('billing')
  const { day } = useDay()
  const { run, busy } = useCommand()
  const [isAsked, ask] = useState(false)
  const date = day(plan.periodEndsAt)
  const isLate = plan.state === 'past-due'
  const confirm = async () => {
    await run(
      action,
      { subscriptionId: plan.id },
      isLate ? t('cancelledLate') : t('cancelledUntil', { date }),
    )
    ask(false)
  }
  return (
    <>
      <Button variant="text" className="md:ml-auto" onClick={() => ask(true)}>
        {t('cancel')}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={ask}
        title={t('cancelAsk', { name: plan.name })}
        description={isLate ? t('cancelLate') : t('cancelMeans', { date })}
        keepLabel={t('keep')}
        confirmLabel={t('cancel')}
        busy={busy !== null}
        onConfirm={() => void confirm()}
      />
    </>
  )
}

type ResumePlanProps = { plan: PlanView; action: PlanActions['resume']; isNext: boolean }

/** Has a cancelled plan go on. */
export function ResumePlan({ plan, action, isNext }: ResumePlanProps) {
  const t = useTranslations('billing')
  const { run, busy } = useCommand()
  return (
    <Button
      variant={isNext ? 'lamp' : 'tonal'}
      busy={busy !== null}
      onClick={() => void run(action, { subscriptionId: plan.id }, t('resumed', { name: plan.name }))}
    >
      {t('resume')}
    </Button>
  )
}

type ChangeCardProps = { plan: PlanView; action: PlanActions['openPortal']; isNext: boolean }

/** Leads to the provider's page of one's cards. */
export function ChangeCard({ plan, action, isNext }: ChangeCardProps) {
  const t = useTranslations('billing')
  const locale = useLocale()
  const message = useErrorMessage()
  const [busy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    const returnPath = getPathname({ href: '/billing', locale })
    const outcome = await callAction(action, { subscriptionId: plan.id, returnPath, locale })
    if (outcome.ok) return window.location.assign(outcome.value.url)
    setBusy(false)
    showToast({ tone: 'failed', text: message(outcome) })
  }
  return (
    <Button variant={isNext ? 'lamp' : 'tonal'} busy={busy} onClick={() => void open()}>
      {t('changeCard')}
    </Button>
  )
}
