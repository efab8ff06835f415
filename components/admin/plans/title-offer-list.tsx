'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import type { AdminTitleOfferDto } from '#server/domains/offers/schemas.ts'
import { useCommand } from '../../errors/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { OfferStatus, PriceTexts } from './plan-panel.tsx'
import type { TitleOfferActions } from './plans-page.ts'
import { PriceDialog } from './price-dialog.tsx'
import { PriceHistory } from './price-history.tsx'

type TitleOfferListProps = {
  offers: readonly AdminTitleOfferDto[]
  /** Null for who may look and no more. */
  actions: TitleOfferActions | null
  mayOpenTitles: boolean
  nowIso: string
  empty: string
  /** Names what is sold: of several titles. */
  withNames?: boolean
}

/** Rentals and purchases with their prices; priced, withdrawn and offered again here. */
export function TitleOfferList({
  offers,
  actions,
  mayOpenTitles,
  nowIso,
  empty,
  withNames,
}: TitleOfferListProps) {
  const t = useTranslations('admin.plans')
  const wordsOf = useOfferWords(withNames ?? false)
  const { run, busy } = useCommand()
  const [pricing, setPricing] = useState<AdminTitleOfferDto | null>(null)
  if (offers.length === 0) return <p className="p-4 text-small text-shell-3">{empty}</p>
  return (
    <>
      <ul>
        {offers.map((offer) => {
          const words = wordsOf(offer)
          const today = offer.prices.filter(({ validUntil }) => validUntil === null)
          const titleId = offer.titleIds.length === 1 ? offer.titleIds[0] : undefined
          return (
            <li key={offer.id} className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-0">
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <p className="min-w-0 flex-[2_1_220px] text-body font-medium break-words">
                  {withNames && mayOpenTitles && titleId !== undefined ? (
                    <Link
                      href={`/admin/titles/${titleId}`}
                      className="rounded-control underline-offset-4 hover:underline"
                    >
                      {words.what}
                    </Link>
                  ) : (
                    words.what
                  )}
                  <span className="block text-small font-normal text-shell-2">{words.how}</span>
                </p>
                <p className="flex flex-[1_1_160px]">
                  <PriceTexts prices={today} />
                </p>
                <OfferStatus status={offer.status} />
                {actions ? (
                  <div className="flex flex-wrap gap-2">
                    <Button
                      size="sm"
                      variant="text"
                      aria-label={t('setPriceOf', { name: words.whole })}
                      onClick={() => setPricing(offer)}
                    >
                      {t('setPrice')}
                    </Button>
                    <StatusButton offer={offer} name={words.whole} run={run} busy={busy} actions={actions} />
                  </div>
                ) : null}
              </div>
              <PriceHistory name={words.whole} prices={offer.prices} nowIso={nowIso} />
            </li>
          )
        })}
      </ul>
      {pricing && actions ? (
        <PriceDialog
          offer={{ kind: 'title-offer', titleOfferId: pricing.id }}
          name={wordsOf(pricing).whole}
          today={pricing.prices.filter(({ validUntil }) => validUntil === null)}
          actions={actions}
          onClose={() => setPricing(null)}
        />
      ) : null}
    </>
  )
}

type StatusButtonProps = Pick<ReturnType<typeof useCommand>, 'run' | 'busy'> & {
  offer: AdminTitleOfferDto
  name: string
  actions: TitleOfferActions
}

/** Withdrawing is undone by the same button, so nothing is asked. */
function StatusButton({ offer, name, run, busy, actions }: StatusButtonProps) {
  const t = useTranslations('admin.plans')
  const { id, kind, target, status } = offer
  if (status === 'withdrawn')
    return (
      <Button
        size="sm"
        variant="tonal"
        busy={busy === id}
        onClick={() => void run(actions.offerTitle, { kind, target }, t('offered', { name }), id)}
      >
        {t('offerAgain')}
      </Button>
    )
  return (
    <Button
      size="sm"
      variant="outline"
      busy={busy === id}
      onClick={() => void run(actions.withdrawTitleOffer, { titleOfferId: id }, t('withdrawn', { name }), id)}
    >
      {t('withdraw')}
    </Button>
  )
}

type OfferWords = { what: string; how: string; whole: string }

/** Gives what is sold and how: the name and `Thuê 48 giờ`, on a title's own page the part of it. */
function useOfferWords(withNames: boolean): (offer: AdminTitleOfferDto) => OfferWords {
  const t = useTranslations('admin.plans.single')
  const locale = useLocale()
  return ({ name, season, target, kind, titleIds }) => {
    const title = name?.[locale] ?? t('gone')
    const part =
      target.kind === 'season'
        ? season && t('season', { number: season.number })
        : target.kind === 'bundle'
          ? t('bundle', { count: titleIds.length })
          : null
    const how = t(kind)
    const whole = [title, part, how].filter(Boolean).join(' · ')
    if (withNames) return { what: [title, part].filter(Boolean).join(' · '), how, whole }
    return { what: how, how: target.kind === 'bundle' ? `${title} · ${part}` : (part ?? t('whole')), whole }
  }
}
