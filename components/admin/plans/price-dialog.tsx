'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { currencies, type PriceDto, type SetPricesInput } from '#server/domains/offers/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import type { PriceActions } from './plans-page.ts'
import { arePrices, PriceFields, readPrices, type TypedPrices } from './price-fields.tsx'
import { writeAmount } from '../../format/read-amount.ts'

type PriceDialogProps = {
  offer: SetPricesInput['offer']
  /** Of what it is the price, `Rạp Nhà, tháng`. */
  name: string
  /** Today's, one for each currency at most. */
  today: readonly PriceDto[]
  actions: PriceActions
  onClose: () => void
}

/** Sets what an offer costs from now on, in each currency. */
export function PriceDialog({ offer, name, today, actions, onClose }: PriceDialogProps) {
  const t = useTranslations('admin.plans')
  const [typed, setTyped] = useState<TypedPrices>(() => {
    const start = currencies.map((currency) => {
      const price = today.find((each) => each.currency === currency)
      return [currency, price ? writeAmount(price.amountMinor, currency) : ''] as const
    })
    return Object.fromEntries(start) as TypedPrices
  })
  const [isTried, setTried] = useState(false)
  const save = () => {
    setTried(true)
    return arePrices(typed) ? callAction(actions.setPrices, { offer, prices: readPrices(typed) }) : null
  }
  return (
    <FormDialog
      title={t('priceForm.title', { name })}
      description={t('priceForm.body')}
      submitLabel={t('form.save')}
      done={t('priceSaved', { name })}
      save={save}
      onClose={onClose}
    >
      <PriceFields typed={typed} onChange={setTyped} isTried={isTried} />
    </FormDialog>
  )
}
