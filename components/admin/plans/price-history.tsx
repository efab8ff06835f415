'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { PriceDto } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { formatMoment } from '../format/format-time.ts'

type PriceHistoryProps = { name: string; prices: readonly PriceDto[]; nowIso: string }

/** Every price that an offer had, the newest first, folded away; nothing while there is only the first of each. */
export function PriceHistory({ name, prices, nowIso }: PriceHistoryProps) {
  const t = useTranslations('admin.plans')
  const locale = useLocale()
  if (prices.every(({ validUntil }) => validUntil === null)) return null
  const at = (iso: string) => formatMoment(iso, locale, Date.parse(nowIso))
  return (
    <details className="text-small text-shell-2">
      <summary
        aria-label={t('historyOf', { name })}
        className="w-fit cursor-pointer content-center rounded-control py-1 hover:text-shell max-md:min-h-11"
      >
        {t('history')}
      </summary>
      <ul className="mt-1 grid gap-1">
        {prices.map((price) => (
          <li key={price.id} className="tabular flex flex-wrap justify-between gap-x-4">
            <span>
              {formatMoney(price, locale)}
              {price.interval ? ` · ${t(`interval.${price.interval}`)}` : null}
            </span>
            <span className="text-shell-3">
              {price.validUntil === null
                ? t('from', { from: at(price.validFrom) })
                : t('span', { from: at(price.validFrom), until: at(price.validUntil) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
