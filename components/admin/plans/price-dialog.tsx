'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { currencies, type PriceDto, type SetPriceInput } from '#server/domains/offers/schemas.ts'
import { callAction, type ActionOutcome } from '../../errors/call-action.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import type { PriceActions } from './plans-page.ts'
import { arePrices, PriceFields, readPrices, type TypedPrices } from './price-fields.tsx'
import { writeAmount } from '../../format/read-amount.ts'

type PriceDialogProps = {
  offer: SetPriceInput['offer']
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
    return arePrices(typed) ? savePrices() : null
  }
  const savePrices = async (): Promise<ActionOutcome<unknown>> => {
    let outcome: ActionOutcome<unknown> = { ok: true, value: undefined }
    // What is set comes before what is ended: a plan on sale may not be without a price in between.
    const wanted = readPrices(typed).toSorted(
      (a, b) => Number(a.amountMinor === null) - Number(b.amountMinor === null),
    )
    for (const { currency, amountMinor } of wanted) {
      if (outcome.ok) outcome = await callAction(actions.setPrice, { offer, currency, amountMinor })
    }
    return outcome
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
