'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { CreditDto } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { Button } from '../../ui/button.tsx'
import { holdRequestKey } from './hold-request-key.ts'
import { PayBackDialog, type PayBack } from './pay-back-dialog.tsx'

type CreditRowProps = {
  accountId: string
  name: string
  credit: CreditDto[]
  /** How much of it may be sent back by bank transfer now, in đồng. */
  payableMinor: number
  /** Null where it is not for this role. */
  payBack: PayBack | null
}

/** What stands to somebody's credit, and the way to write down that it was sent back; nothing where there is none. */
export function CreditRow({ accountId, name, credit, payableMinor, payBack }: CreditRowProps) {
  const t = useTranslations('admin-payments.person')
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const [requestKey] = useState(holdRequestKey)
  const dongMinor = credit.find(({ currency }) => currency === 'VND')?.amountMinor ?? 0
  const askedMinor = dongMinor - payableMinor
  return (
    <>
      {credit.length > 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
          <div className="min-w-0 flex-[1_1_220px]">
            <p>
              {t('credit')}{' '}
              <span className="tabular font-medium whitespace-nowrap">
                {credit.map((each) => formatMoney(each, locale)).join(' + ')}
              </span>
            </p>
            <p className="text-small text-shell-3">{t('creditNote')}</p>
            {askedMinor > 0 ? (
              <p className="text-small text-shell-3">
                {t('creditAsked', {
                  money: formatMoney({ amountMinor: askedMinor, currency: 'VND' }, locale),
                })}
              </p>
            ) : null}
          </div>
          {payBack && payableMinor > 0 ? (
            <Button size="sm" variant="outline" className="max-sm:w-full" onClick={() => setOpen(true)}>
              {t('payBack')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {/* It stays open where another has sent all of it meanwhile: why it was refused stands there. */}
      {payBack && isOpen ? (
        <PayBackDialog
          accountId={accountId}
          name={name}
          mostMinor={payableMinor}
          requestKey={requestKey}
          payBack={payBack}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
