'use client'

import { Tag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { titleOfferKinds, type Target, type TitleOfferKind } from '#server/domains/offers/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { FormDialog } from '../plans/form-dialog.tsx'
import type { TitleOfferActions } from '../plans/plans-page.ts'
import { arePrices, PriceFields, readPrices } from '../plans/price-fields.tsx'
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
      {adding ? <OfferDialog data={data} actions={actions} onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}

function OfferDialog({ data, actions, onClose }: OffersCardProps & { onClose: () => void }) {
  const t = useTranslations('admin.plans')
  const [kind, setKind] = useState<TitleOfferKind>('rental')
  const [seasonId, setSeasonId] = useState('whole')
  const [typed, setTyped] = useState({ VND: '', USD: '' })
  const [isTried, setTried] = useState(false)
  const seasons = data.title.seasons.flatMap(({ id, number }) =>
    id === null || number === null ? [] : [{ value: id, label: t('single.season', { number }) }],
  )
  const prices = arePrices(typed)
    ? readPrices(typed).flatMap(({ currency, amountMinor }) =>
        amountMinor === null ? [] : [{ currency, amountMinor }],
      )
    : []
  const save = () => {
    setTried(true)
    if (prices.length === 0) return null
    const target: Target =
      seasonId === 'whole' ? { kind: 'title', id: data.title.id } : { kind: 'season', id: seasonId }
    return callAction(actions.offerTitle, { kind, target, prices })
  }
  return (
    <FormDialog
      title={t('single.addTitle', { name: data.name })}
      submitLabel={t('single.submit')}
      done={t('offered', { name: data.name })}
      save={save}
      onClose={onClose}
    >
      <Field label={t('single.how')}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onValueChange={(next) => setKind(next === 'purchase' ? 'purchase' : 'rental')}
            options={titleOfferKinds.map((each) => ({ value: each, label: t(`single.${each}`) }))}
          />
        )}
      </Field>
      {seasons.length > 0 ? (
        <Field label={t('single.what')}>
          {(control) => (
            <Select
              {...control}
              value={seasonId}
              onValueChange={setSeasonId}
              options={[{ value: 'whole', label: t('single.whole') }, ...seasons]}
            />
          )}
        </Field>
      ) : null}
      <PriceFields typed={typed} onChange={setTyped} isTried={isTried} />
      {isTried && prices.length === 0 && arePrices(typed) ? (
        <p role="alert" className="text-small text-son-text">
          {t('single.priceMissing')}
        </p>
      ) : null}
    </FormDialog>
  )
}
