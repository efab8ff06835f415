'use client'

import { CircleCheck, CircleSlash } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { intervals, type AdminPlanDto, type PriceDto } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../shell/card.tsx'
import { PriceHistory } from './price-history.tsx'

export type PricedInterval = (typeof intervals)[number]

type PlanPanelProps = {
  plan: AdminPlanDto
  mayWrite: boolean
  nowIso: string
  isBusy: boolean
  onEdit: () => void
  onPrice: (interval: PricedInterval) => void
  onOffer: () => void
  onWithdraw: () => void
}

/** One plan: what it gives, what it costs today and did before, and whether it is on sale. */
export function PlanPanel(props: PlanPanelProps) {
  const { plan, mayWrite, nowIso, isBusy, onEdit, onPrice, onOffer, onWithdraw } = props
  const t = useTranslations('admin.plans')
  const locale = useLocale()
  const today = plan.prices.filter(({ validUntil }) => validUntil === null)
  return (
    <Card title={plan.name[locale]} aside={<OfferStatus status={plan.status} />}>
      <div className="grid gap-4 p-4">
        <p className="text-body text-shell-2">{plan.description[locale]}</p>
        <PlanFacts plan={plan} />
        <ul className="grid gap-1 border-y border-line py-2">
          {intervals.map((interval) => (
            <li key={interval} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
              <span className="w-14 text-small text-shell-2">{t(`interval.${interval}`)}</span>
              <PriceTexts prices={today.filter((price) => price.interval === interval)} />
              {mayWrite ? (
                <Button
                  size="sm"
                  variant="text"
                  aria-label={t('setPriceOf', { name: `${plan.name[locale]}, ${t(`interval.${interval}`)}` })}
                  onClick={() => onPrice(interval)}
                >
                  {t('setPrice')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {today.length === 0 ? <p className="text-small text-shell-3">{t('noPrice')}</p> : null}
        <PriceHistory name={plan.name[locale]} prices={plan.prices} nowIso={nowIso} />
        {mayWrite ? (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" variant="outline" onClick={onEdit}>
              {t('edit')}
            </Button>
            {plan.status === 'offered' ? (
              <Button size="sm" variant="outline" onClick={onWithdraw}>
                {t('withdraw')}
              </Button>
            ) : (
              <Button size="sm" variant="tonal" busy={isBusy} disabled={today.length === 0} onClick={onOffer}>
                {plan.status === 'draft' ? t('offer') : t('offerAgain')}
              </Button>
            )}
          </div>
        ) : null}
      </div>
    </Card>
  )
}

function PlanFacts({ plan }: { plan: AdminPlanDto }) {
  const t = useTranslations('admin.plans')
  const facts = [
    [
      t('facts.height'),
      plan.maxHeight === null ? t('facts.anyHeight') : t('facts.upTo', { lines: plan.maxHeight }),
    ],
    [t('facts.streams'), String(plan.maxStreams)],
    [t('facts.kinds'), plan.kinds?.map((kind) => t(`kind.${kind}`)).join(', ') ?? t('facts.allKinds')],
    [
      t('facts.trial'),
      plan.trialDays === 0 ? t('facts.noTrial') : t('facts.days', { count: plan.trialDays }),
    ],
  ] as const
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1.5 text-small">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-shell-3">{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Today's prices of one thing in every currency. */
export function PriceTexts({ prices }: { prices: readonly PriceDto[] }) {
  const t = useTranslations('admin.plans')
  const locale = useLocale()
  return (
    <span className="tabular flex flex-1 flex-wrap gap-x-4 text-body font-medium">
      {prices.length === 0 ? (
        <span className="text-small font-normal text-shell-3">{t('notSold')}</span>
      ) : (
        prices
          .toSorted((one, other) => other.currency.localeCompare(one.currency))
          .map((price) => (
            <span key={price.id} className="whitespace-nowrap">
              {formatMoney(price, locale)}
            </span>
          ))
      )}
    </span>
  )
}

/** Whether something is on sale. */
export function OfferStatus({ status }: { status: AdminPlanDto['status'] }) {
  const t = useTranslations('admin.plans.status')
  switch (status) {
    case 'draft':
      return <StatusBadge tone="neutral">{t('draft')}</StatusBadge>
    case 'offered':
      return (
        <StatusBadge tone="success" icon={CircleCheck}>
          {t('offered')}
        </StatusBadge>
      )
    case 'withdrawn':
      return (
        <StatusBadge tone="neutral" icon={CircleSlash}>
          {t('withdrawn')}
        </StatusBadge>
      )
  }
}
