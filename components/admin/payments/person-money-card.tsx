'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { When } from '../accounts/account-cells.tsx'
import { Card } from '../shell/card.tsx'
import { PlanState, PlanWords, RenewalWords } from '../subscribers/subscriber-cells.tsx'
import { PaymentState } from './payment-cells.tsx'
import type { PaymentRow } from './payments-page.ts'

/** Somebody's plan, the newest that they had, and what they paid last. */
export type PersonMoney = { subscription: SubscriptionDto | null; payments: PaymentRow[] }

type PersonMoneyCardProps = { accountId: string; money: PersonMoney; nowIso: string }

/** The plan that somebody has and what they paid last, leading to all of it. */
export function PersonMoneyCard({ accountId, money, nowIso }: PersonMoneyCardProps) {
  const t = useTranslations('admin-payments.person')
  const locale = useLocale()
  const { subscription, payments } = money
  return (
    <Card
      title={t('heading')}
      aside={
        <Link
          href={`/admin/payments?account=${accountId}`}
          className="py-2 text-small text-lamp-text hover:underline"
        >
          {t('all')}
        </Link>
      }
    >
      {subscription ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
          <div className="min-w-0">
            <PlanWords subscription={subscription} />
          </div>
          <div className="grid justify-items-end gap-1 max-sm:justify-items-start">
            <PlanState state={subscription.state} />
            <p className="tabular text-small text-shell-2">
              <RenewalWords subscription={subscription} /> ·{' '}
              <When at={subscription.endedAt ?? subscription.periodEndsAt} nowIso={nowIso} />
            </p>
          </div>
        </div>
      ) : (
        <p className="border-b border-line p-4 text-small text-shell-3">{t('noPlan')}</p>
      )}
      {payments.length === 0 ? (
        <p className="p-4 text-small text-shell-3">{t('none')}</p>
      ) : (
        <ul>
          {payments.map((payment) => (
            <li
              key={payment.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0"
            >
              <span className="min-w-0 flex-[1_1_200px]">
                <Link
                  href={`/admin/payments?account=${accountId}&payment=${payment.id}`}
                  className="block truncate py-0.5 hover:text-lamp-text hover:underline"
                >
                  {payment.what}
                </Link>
                <span className="tabular block text-small text-shell-3">
                  <When at={payment.createdAt} nowIso={nowIso} />
                </span>
              </span>
              <PaymentState payment={payment} />
              <span className="tabular min-w-24 text-right font-medium">{formatMoney(payment, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
