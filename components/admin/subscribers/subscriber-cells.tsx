'use client'

import { CircleCheck, CircleSlash, Gift, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'

const looks: Record<SubscriptionDto['state'], { tone: StatusTone; icon: LucideIcon }> = {
  trial: { tone: 'waiting', icon: Gift },
  active: { tone: 'success', icon: CircleCheck },
  'past-due': { tone: 'failed', icon: TriangleAlert },
  cancelled: { tone: 'active', icon: Hourglass },
  ended: { tone: 'neutral', icon: CircleSlash },
}

/** How a plan stands, as icon and word. */
export function PlanState({ state }: Pick<SubscriptionDto, 'state'>) {
  const t = useTranslations('admin-payments.subscribers.state')
  return <StatusBadge {...looks[state]}>{t(state)}</StatusBadge>
}

/** Which plan it is, and what it costs for how long. */
export function PlanWords({ subscription }: { subscription: SubscriptionDto }) {
  const t = useTranslations('admin-payments.subscribers')
  const locale = useLocale()
  return (
    <>
      <span className="block truncate">{subscription.plan.name[locale]}</span>
      <span className="tabular block text-small text-shell-3">
        {t('price', { price: formatMoney(subscription, locale), interval: subscription.interval })}
      </span>
    </>
  )
}

/** How it goes on, if it does. */
export function RenewalWords({ subscription: { state, renews } }: { subscription: SubscriptionDto }) {
  const t = useTranslations('admin-payments.subscribers.renews')
  const isOver = state === 'cancelled' || state === 'ended'
  return <span className={isOver ? 'text-shell-3' : undefined}>{t(isOver ? 'not' : renews)}</span>
}
