'use client'

import { CircleSlash } from 'lucide-react'
import { useTranslations, useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { formatMoney } from '../format/format-money.ts'
import { checkoutHref } from '../offers/checkout-href.ts'
import { StatusBadge, type StatusTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { CancelPlan, ChangeCard, ResumePlan, type PlanActions } from './plan-buttons.tsx'
import { useDay } from '../format/use-day.ts'
import type { PlanView } from './views.ts'

const tones: Record<PlanView['state'], StatusTone> = {
  trial: 'success',
  active: 'success',
  'past-due': 'failed',
  cancelled: 'waiting',
  ended: 'neutral',
}

/** The plan that one has, or had last: how it stands, until when, how it is paid, and what can be done about it. */
export function PlanPanel({ plan, actions }: { plan: PlanView; actions: PlanActions }) {
  const t = useTranslations('billing')
  const locale = useLocale()
  const words = usePlanWords(plan)
  return (
    <div className="rounded-card border border-line bg-ink-1">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-5 md:p-6">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span className="min-w-0 font-display text-[1.375rem] leading-[1.35] font-[650] break-words">
              {plan.name}
            </span>
            <StatusBadge tone={tones[plan.state]} icon={plan.state === 'ended' ? CircleSlash : undefined}>
              {t(`state.${plan.state}`)}
            </StatusBadge>
          </p>
          <p className="mt-1.5 max-w-[52ch] text-body text-pretty text-shell-2">{words.sentence}</p>
        </div>
        {plan.state === 'ended' ? null : (
          <p className="tabular text-[1.25rem] leading-[1.4] font-semibold whitespace-nowrap">
            {formatMoney(plan.price, locale)}{' '}
            <span className="text-small font-normal text-shell-3">{t(`each.${plan.interval}`)}</span>
          </p>
        )}
      </div>
      {plan.state === 'ended' ? null : (
        <dl className="grid gap-x-8 gap-y-3 border-t border-line px-5 py-4 sm:grid-cols-2 md:px-6">
          <Fact name={words.dateName}>{words.date}</Fact>
          <Fact name={t('paidBy')}>
            {/* What was cancelled is not collected again. */}
            {t(plan.state === 'cancelled' ? `methodLong.${plan.provider}` : `pays.${plan.renews}`)}
          </Fact>
        </dl>
      )}
      <PlanButtons plan={plan} actions={actions} />
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-shell-3">{name}</dt>
      <dd className="tabular text-body font-medium">{children}</dd>
    </div>
  )
}

function usePlanWords(plan: PlanView): { sentence: string; dateName: string; date: string } {
  const t = useTranslations('billing.plan')
  const locale = useLocale()
  const { day } = useDay()
  const { state, renews, periodEndsAt } = plan
  const [date, paid] = [day(periodEndsAt), day(plan.paidUntil)]
  const price = formatMoney(plan.price, locale)
  switch (state) {
    case 'trial':
      return { sentence: t('trial', { date, price }), dateName: t('firstCharge'), date }
    case 'active':
      return renews === 'by-itself'
        ? { sentence: t('activeCard'), dateName: t('nextCharge'), date }
        : {
            sentence: transferWords(plan, t, { locale, date }),
            dateName: t(plan.isSold ? 'paidUntil' : 'watchUntil'),
            date,
          }
    case 'past-due':
      return renews === 'by-itself'
        ? { sentence: t('lateCard', { date: paid }), dateName: t('unpaidSince'), date: paid }
        : {
            sentence: plan.isSold ? t('lateTransfer', { date: day(plan.graceEndsAt) }) : t('goneLate'),
            dateName: t('paidUntil'),
            date,
          }
    case 'cancelled':
      return { sentence: t('cancelled', { date }), dateName: t('watchUntil'), date }
    case 'ended':
      return { sentence: t('ended', { date: day(plan.endedAt ?? periodEndsAt) }), dateName: '', date }
  }
}

function transferWords(
  { renewal, isSold }: PlanView,
  t: ReturnType<typeof useTranslations<'billing.plan'>>,
  { locale, date }: { locale: string; date: string },
): string {
  if (!isSold) return t('goneTransfer', { date })
  return renewal ? t('dueTransfer', { price: formatMoney(renewal.price, locale) }) : t('activeTransfer')
}

/** The next step first: to renew, to mend the card, to go on. */
function PlanButtons({ plan, actions }: { plan: PlanView; actions: PlanActions }) {
  const t = useTranslations('billing')
  const { state, renewal, renews, isSold } = plan
  const isCard = renews === 'by-itself'
  return (
    <div className="flex gap-2 border-t border-line px-5 py-4 max-md:flex-col md:flex-wrap md:items-center md:px-6">
      {renewal ? (
        <Button asChild variant="lamp">
          <Link href={checkoutHref(renewal.priceId)}>{t('renew')}</Link>
        </Button>
      ) : null}
      {state === 'cancelled' && isSold ? (
        <ResumePlan plan={plan} action={actions.resume} isNext={renewal === null} />
      ) : null}
      {isCard && state !== 'ended' ? (
        <ChangeCard plan={plan} action={actions.openPortal} isNext={state === 'past-due'} />
      ) : null}
      <Button asChild variant={state === 'ended' || !isSold ? 'lamp' : 'tonal'}>
        <Link href="/plans">{t(state === 'ended' ? 'choosePlan' : 'changePlan')}</Link>
      </Button>
      {state === 'ended' || state === 'cancelled' ? null : <CancelPlan plan={plan} action={actions.cancel} />}
    </div>
  )
}
