import { Clock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import type { PaymentView } from './views.ts'

type OpenPaymentsProps = {
  payments: PaymentView[]
  /** Whether to pay what was begun is the next step. */
  isNext: boolean
}

/** What was begun and still waits for money, with the way back to it. */
export function OpenPayments({ payments, isNext }: OpenPaymentsProps) {
  const t = useTranslations('billing')
  const locale = useLocale()
  if (payments.length === 0) return null
  return (
    <ul aria-label={t('open.label')} className="mt-6 grid gap-3">
      {payments.map(({ id, what, price, missingMinor, standing }, index) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card bg-sky-bg px-4 py-3 max-md:flex-col max-md:items-stretch"
        >
          <p className="flex min-w-0 flex-1 items-start gap-2.5 text-body text-sky">
            <Clock aria-hidden size={18} strokeWidth={1.75} className="mt-1 shrink-0" />
            <span className="min-w-0 break-words">
              {t(standing === 'held' ? 'open.held' : 'open.pending', {
                what,
                price: formatMoney(price, locale),
                missing: formatMoney({ ...price, amountMinor: missingMinor }, locale),
              })}
            </span>
          </p>
          <Button asChild variant={isNext && index === 0 ? 'lamp' : 'tonal'} size="sm">
            <Link href={`/checkout/${id}`} aria-label={t('open.goOnWith', { what })}>
              {t('open.goOn')}
            </Link>
          </Button>
        </li>
      ))}
    </ul>
  )
}
