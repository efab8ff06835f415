'use client'

import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { When } from '../accounts/account-cells.tsx'
import { PlanState, PlanWords, RenewalWords } from './subscriber-cells.tsx'
import type { SubscriberRow } from './subscribers-page.ts'

type OnCancel = ((subscriber: SubscriberRow) => void) | null

/** Who has the plan, leading to their page. */
export function SubscriberName({ subscriber }: { subscriber: SubscriberRow }) {
  const t = useTranslations('admin-payments')
  if (subscriber.person === null) return <span className="text-shell-3">{t('gone')}</span>
  return (
    <Link
      href={`/admin/accounts/${subscriber.accountId}`}
      className="block truncate py-0.5 font-medium hover:text-lamp-text hover:underline"
    >
      {subscriber.person}
    </Link>
  )
}

/** The way to what they paid, and to an end of the plan. */
export function SubscriberActions({
  subscriber,
  onCancel,
}: {
  subscriber: SubscriberRow
  onCancel: OnCancel
}) {
  const t = useTranslations('admin-payments.subscribers')
  const tGone = useTranslations('admin-payments')
  const name = subscriber.person ?? tGone('gone')
  const isRunning = subscriber.state !== 'cancelled' && subscriber.state !== 'ended'
  return (
    <span className="inline-flex justify-end gap-0.5 max-md:flex-wrap max-md:justify-start">
      <Button asChild size="sm" variant="text">
        <Link href={`/admin/payments?account=${subscriber.accountId}`} aria-label={t('paymentsOf', { name })}>
          {t('payments')}
        </Link>
      </Button>
      {onCancel && isRunning ? (
        <Button
          size="sm"
          variant="text"
          aria-label={t('cancelOf', { name })}
          onClick={() => onCancel(subscriber)}
        >
          {t('cancel')}
        </Button>
      ) : null}
    </span>
  )
}

type SubscriberCardsProps = {
  subscribers: SubscriberRow[]
  nowIso: string
  pending: boolean
  onCancel: OnCancel
  className?: string
}

/** The same people for a phone: a card each. */
export function SubscriberCards({ subscribers, nowIso, pending, onCancel, className }: SubscriberCardsProps) {
  const t = useTranslations('admin-payments.subscribers.column')
  return (
    <ul className={cn(pending && 'opacity-60', className)} aria-busy={pending}>
      {subscribers.map((subscriber) => (
        <li key={subscriber.id} className="grid gap-1.5 border-b border-line px-4 py-3 last:border-0">
          <div className="flex items-center justify-between gap-4">
            <span className="min-w-0">
              <SubscriberName subscriber={subscriber} />
            </span>
            <span className="shrink-0">
              <PlanState state={subscriber.state} />
            </span>
          </div>
          <div>
            <PlanWords subscription={subscriber} />
          </div>
          <p className="tabular text-small text-shell-2">
            <RenewalWords subscription={subscriber} /> · {t('ends')}{' '}
            <When at={subscriber.periodEndsAt} nowIso={nowIso} />
          </p>
          <div className="-ml-3.5">
            <SubscriberActions subscriber={subscriber} onCancel={onCancel} />
          </div>
        </li>
      ))}
    </ul>
  )
}
