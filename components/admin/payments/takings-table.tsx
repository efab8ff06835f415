'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Takings } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { netOf, stackedProviders } from './plan-chart.ts'

/** The chart in figures, for screen readers: the days on which something moved. */
export function TakingsTable({ takings: { days, currency } }: { takings: Takings }) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale)
  return (
    // A table grows with what it holds however small it is told to be: only what it stands in can be clipped.
    <div className="sr-only">
      <table>
        <caption>{t('takings.net')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('takings.day')}</th>
            {stackedProviders.map((provider) => (
              <th key={provider} scope="col">
                {t(`provider.${provider}`)}
              </th>
            ))}
            <th scope="col">{t('takings.net')}</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(({ moved }) => moved.length > 0)
            .map(({ day, moved }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                {stackedProviders.map((provider) => (
                  <td key={provider}>{money(netOf(moved.filter((each) => each.provider === provider)))}</td>
                ))}
                <td>{money(netOf(moved))}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
