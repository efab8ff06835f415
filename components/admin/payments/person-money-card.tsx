'use client'

import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import type { CreditDto, SubscriptionDto } from '#server/domains/billing/schemas.ts'
import { When } from '../accounts/account-cells.tsx'
import { Card } from '../shell/card.tsx'
import { PlanState, PlanWords, RenewalWords } from '../subscribers/subscriber-cells.tsx'
import { CreditRow } from './credit-row.tsx'
import type { PayBack } from './pay-back-dialog.tsx'
import { PaymentAmount, PaymentState } from './payment-cells.tsx'
import type { PaymentRow } from './payments-page.ts'

/** Somebody's plan, the newest that they had, what stands to their credit and what they paid last. */
export type PersonMoney = {
  subscription: SubscriptionDto | null
  credit: CreditDto[]
  /** How much of the credit may be sent back by bank transfer now, in đồng. */
  payableMinor: number
  payments: PaymentRow[]
}

type PersonMoneyCardProps = {
  accountId: string
  name: string
  money: PersonMoney
  /** Null where it is not for this role. */
  payBack: PayBack | null
  nowIso: string
}

/** The plan that somebody has, their credit and what they paid last, leading to all of it. */
export function PersonMoneyCard({ accountId, name, money, payBack, nowIso }: PersonMoneyCardProps) {
  const t = useTranslations('admin-payments.person')
  const { subscription, credit, payableMinor, payments } = money
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
      <CreditRow
        accountId={accountId}
        name={name}
        credit={credit}
        payableMinor={payableMinor}
        payBack={payBack}
      />
      {payments.length === 0 ? (
        <p className="p-4 text-small text-shell-3">{t('none')}</p>
      ) : (
        <ul>
          {payments.map((payment) => (
            <LastPayment key={payment.id} accountId={accountId} payment={payment} nowIso={nowIso} />
          ))}
        </ul>
      )}
    </Card>
  )
}

type LastPaymentProps = { accountId: string; payment: PaymentRow; nowIso: string }

function LastPayment({ accountId, payment, nowIso }: LastPaymentProps) {
  return (
    <li className="flex items-start justify-between gap-4 border-b border-line px-4 py-2.5 last:border-0 sm:items-center">
      <span className="min-w-0 flex-1">
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
      <span className="flex shrink-0 items-center gap-x-4 gap-y-1 max-sm:flex-col-reverse max-sm:items-end">
        <PaymentState payment={payment} />
        <span className="tabular text-right font-medium sm:min-w-24">
          <PaymentAmount payment={payment} />
        </span>
      </span>
    </li>
  )
}
