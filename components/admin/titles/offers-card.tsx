'use client'

import { Tag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { OfferDialog } from '../plans/offer-dialog.tsx'
import type { TitleOfferActions } from '../plans/plans-page.ts'
import { TitleOfferList } from '../plans/title-offer-list.tsx'
import { Card } from '../shell/card.tsx'
import type { TitlePage } from './title-page.ts'

type OffersCardProps = { data: TitlePage; actions: TitleOfferActions }

/** How the title is rented out and sold by itself; nothing for who may not see it. */
export function OffersCard({ data, actions }: OffersCardProps) {
  const t = useTranslations('admin.plans.single')
  const [adding, setAdding] = useState(false)
  const { sale, title, nowIso } = data
  if (!sale) return null
  const isOpen = title.access.length === 0 || title.access.some((offer) => offer.type === 'free')
  return (
    <Card
      title={t('heading')}
      aside={
        sale.mayWrite ? (
          <Button size="sm" variant="text" onClick={() => setAdding(true)}>
            <Tag aria-hidden size={18} strokeWidth={1.75} />
            {t('add')}
          </Button>
        ) : null
      }
    >
      {isOpen && sale.offers.length > 0 ? (
        <p className="border-b border-line px-4 py-3 text-small text-shell-2">{t('openToAll')}</p>
      ) : null}
      <TitleOfferList
        offers={sale.offers}
        actions={sale.mayWrite ? actions : null}
        mayOpenTitles={false}
        nowIso={nowIso}
        empty={t('emptyHere')}
      />
      {adding ? (
        <OfferDialog
          name={data.name}
          targets={[
            { target: { kind: 'title', id: title.id }, label: t('whole') },
            ...title.seasons.flatMap(({ id, number }) =>
              id === null || number === null
                ? []
                : [{ target: { kind: 'season' as const, id }, label: t('season', { number }) }],
            ),
          ]}
          actions={actions}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Card>
  )
}
