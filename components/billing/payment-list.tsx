import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { formatMoney } from '../format/format-money.ts'
import { StatusBadge } from '../ui/badge.tsx'
import { standingIcons, standingTones } from './standing.ts'
import { useDay } from '../format/use-day.ts'
import type { PaymentView } from './views.ts'

/** Payments, each leading to its receipt. */
export function PaymentList({ payments, label }: { payments: PaymentView[]; label: string }) {
  return (
    <ul aria-label={label} className="overflow-hidden rounded-card border border-line bg-ink-1">
      {payments.map((payment) => (
        <Payment key={payment.id} payment={payment} />
      ))}
    </ul>
  )
}

function Payment({ payment }: { payment: PaymentView }) {
  const t = useTranslations('billing')
  const locale = useLocale()
  const { day } = useDay()
  const { id, what, price, provider, standing, at, code } = payment
  return (
    <li className="border-b border-line last:border-0">
      <Link
        href={`/billing/payments/${id}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-3.5 hover:bg-ink-2 focus-visible:-outline-offset-4 md:grid-cols-[minmax(0,1fr)_auto_8.5rem] md:gap-x-6 md:px-5"
      >
        <span className="min-w-0">
          <span className="block text-body leading-[1.5] font-medium break-words">{what}</span>
          <span className="block text-small text-shell-3">
            <span className="tabular">{day(at)}</span>, {t(`methodShort.${provider}`)}
            {code === null ? null : (
              <>
                , <span className="font-mono text-meta">{code}</span>
              </>
            )}
          </span>
        </span>
        <span className="row-start-2 md:row-auto">
          <StatusBadge tone={standingTones[standing]} icon={standingIcons[standing]}>
            {t(`standing.${standing}`)}
          </StatusBadge>
        </span>
        <span className="tabular self-start text-right text-body font-semibold whitespace-nowrap md:self-center">
          {standing === 'trial' ? (
            <>
              {formatMoney({ ...price, amountMinor: 0 }, locale)}
              <span className="block text-small font-normal text-shell-3">
                {t('payments.later', { price: formatMoney(price, locale) })}
              </span>
            </>
          ) : (
            formatMoney(price, locale)
          )}
        </span>
      </Link>
    </li>
  )
}
