'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Takings } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { Select } from '../../ui/select.tsx'
import { TakingsChart, TakingsLegend } from './takings-chart.tsx'

/** What this month brought in each currency, beside the same span of the last, and each of its days. */
export function TakingsCard({ takings, className }: { takings: Takings[]; className?: string }) {
  const t = useTranslations('admin-payments.takings')
  const [currency, setCurrency] = useState(takings[0]?.currency)
  const shown = takings.find((each) => each.currency === currency) ?? takings[0]
  const today = shown?.days.at(-1)?.day
  return (
    <section className={`min-w-0 rounded-card border border-line bg-ink-1 p-4 md:p-5 ${className ?? ''}`}>
      {shown && today ? (
        <>
          <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
            <div className="flex flex-wrap gap-x-10 gap-y-3">
              {takings.map((each) => (
                <MonthSum key={each.currency} takings={each} today={today} />
              ))}
            </div>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <TakingsLegend />
              {takings.length > 1 ? (
                <Select
                  compact
                  label={t('currency')}
                  value={shown.currency}
                  onValueChange={(value) => setCurrency(value as Takings['currency'])}
                  options={takings.map((each) => ({ value: each.currency, label: each.currency }))}
                />
              ) : null}
            </div>
          </div>
          <TakingsChart takings={shown} />
          <p className="mt-1 text-meta text-shell-3">{t('note')}</p>
        </>
      ) : (
        <p className="text-small text-shell-3">{t('none')}</p>
      )}
    </section>
  )
}

function MonthSum({ takings, today }: { takings: Takings; today: string }) {
  const t = useTranslations('admin-payments.takings')
  const locale = useLocale()
  const { currency, monthMinor, monthBeforeMinor } = takings
  const [thisMonth, lastMonth] = useMonthNames(today)
  return (
    <div>
      <h2 className="font-sans text-small font-normal text-shell-2">{t('heading', { month: thisMonth })}</h2>
      <p className="tabular font-display text-[1.625rem] leading-[1.25] font-semibold whitespace-nowrap">
        {formatMoney({ amountMinor: monthMinor, currency }, locale)}
      </p>
      <p className="tabular text-meta text-shell-3">
        {t('before', {
          month: lastMonth,
          money: formatMoney({ amountMinor: monthBeforeMinor, currency }, locale),
        })}
      </p>
    </div>
  )
}

/** The names of that day's month and of the one before: `tháng 11` and `Tháng 10`. */
function useMonthNames(today: string): [string, string] {
  const locale = useLocale()
  const [year = 2000, month = 1] = today.split('-').map(Number)
  const name = (index: number) =>
    new Intl.DateTimeFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(year, index, 1)),
    )
  const before = name(month - 2)
  return [name(month - 1), before.charAt(0).toLocaleUpperCase(locale) + before.slice(1)]
}
