'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { titleOfferKinds, type Target, type TitleOfferKind } from '#server/domains/offers/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { FormDialog } from '../shell/form-dialog.tsx'
import type { TitleOfferActions } from './plans-page.ts'
import { arePrices, PriceFields, readPrices } from './price-fields.tsx'

type OfferDialogProps = {
  name: string
  /** What of it can be sold, at least one. */
  targets: { target: Target; label: string }[]
  actions: TitleOfferActions
  onClose: () => void
}

/** Rents out or sells a title, a season of it, or a bundle. */
export function OfferDialog({ name, targets, actions, onClose }: OfferDialogProps) {
  const t = useTranslations('admin.plans')
  const [kind, setKind] = useState<TitleOfferKind>('rental')
  const [targetId, setTargetId] = useState(targets[0]?.target.id ?? '')
  const [typed, setTyped] = useState({ VND: '', USD: '' })
  const [isTried, setTried] = useState(false)
  const isReadable = arePrices(typed)
  const prices = readPrices(typed).flatMap(({ currency, amountMinor }) =>
    amountMinor === null ? [] : [{ currency, amountMinor }],
  )
  const save = () => {
    setTried(true)
    const chosen = targets.find(({ target }) => target.id === targetId)
    if (!chosen || !isReadable || prices.length === 0) return null
    return callAction(actions.offerTitle, { kind, target: chosen.target, prices })
  }
  return (
    <FormDialog
      title={t('single.addTitle', { name })}
      submitLabel={t('single.submit')}
      done={t('offered', { name })}
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
      {targets.length > 1 ? (
        <Field label={t('single.what')}>
          {(control) => (
            <Select
              {...control}
              value={targetId}
              onValueChange={setTargetId}
              options={targets.map(({ target, label }) => ({ value: target.id, label }))}
            />
          )}
        </Field>
      ) : null}
      <PriceFields typed={typed} onChange={setTyped} isTried={isTried} />
      {isTried && isReadable && prices.length === 0 ? (
        <p role="alert" className="text-small text-son-text">
          {t('single.priceMissing')}
        </p>
      ) : null}
    </FormDialog>
  )
}
