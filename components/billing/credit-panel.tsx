import { useLocale, useTranslations } from 'next-intl'
import type { CreditDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../format/format-money.ts'

/** What stands to one's credit; nothing where there is none. */
export function CreditPanel({ credit }: { credit: CreditDto[] }) {
  const t = useTranslations('billing.credit')
  const locale = useLocale()
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 rounded-card border border-line bg-ink-1 p-5 md:px-6">
      <p className="max-w-[52ch] text-body text-shell-2">{t('body')}</p>
      <p className="tabular grid text-[1.25rem] leading-[1.4] font-semibold">
        {credit.map((each) => (
          <span key={each.currency}>{formatMoney(each, locale)}</span>
        ))}
      </p>
    </div>
  )
}
