import { CalendarDays, CircleX, Receipt, Repeat, type LucideIcon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatMoney } from '../format/format-money.ts'
import { boughtLine } from './bought-words.ts'
import { OrderCard, OrderLine, OrderNotes } from './order-lines.tsx'
import type { CheckoutView, MethodView } from './views.ts'

type CheckoutSummaryProps = { view: CheckoutView; method: MethodView; children: ReactNode }

/** What is paid now and what follows from it, with the button below; on a phone total and button stay at the foot. */
export function CheckoutSummary({ view, method, children }: CheckoutSummaryProps) {
  const t = useTranslations('checkout')
  const locale = useLocale()
  const { bought, replaces } = view
  const { price, renewal } = method
  const full = formatMoney(price, locale)
  const isTrial = (renewal?.trialDays ?? 0) > 0
  const today = isTrial ? formatMoney({ ...price, amountMinor: 0 }, locale) : full
  const notes = useNotes(method, replaces)
  return (
    <div className="grid gap-5 lg:sticky lg:top-6">
      <OrderCard title={t('summary.title')}>
        <OrderLine label={boughtLine(bought, t)} amount={full} />
        {isTrial && renewal ? (
          <OrderLine label={t('summary.trial', { days: renewal.trialDays })} amount={`−${full}`} />
        ) : null}
        <div aria-live="polite">
          <OrderLine label={t('summary.today')} amount={today} isTotal />
        </div>
        <OrderNotes notes={notes} />
        <div className="mt-6 max-md:hidden">{children}</div>
      </OrderCard>
      <div className="sticky bottom-0 z-10 -mx-(--gutter) border-t border-line bg-ink-1 px-(--gutter) pt-3 pb-[calc(env(safe-area-inset-bottom)+16px)] md:hidden">
        <p className="mb-2.5 flex items-baseline justify-between gap-4">
          <span className="text-body text-shell-2">{t('summary.today')}</span>
          <span className="tabular text-[1.25rem] leading-[1.4] font-semibold">{today}</span>
        </p>
        {children}
      </div>
    </div>
  )
}

function useNotes({ price, renewal, renewsByItself }: MethodView, replaces: string | null) {
  const t = useTranslations('checkout.summary')
  const locale = useLocale()
  const notes: { icon: LucideIcon; text: string }[] = []
  if (renewal) {
    const { interval, date, trialDays, aheadFrom } = renewal
    const amount = formatMoney(price, locale)
    if (aheadFrom !== null) notes.push({ icon: CalendarDays, text: t('ahead', { from: aheadFrom, date }) })
    if (!renewsByItself) notes.push({ icon: CalendarDays, text: t('renewsByTransfer', { date }) })
    else if (trialDays > 0)
      notes.push({ icon: CalendarDays, text: t('renewsAfterTrial', { date, price: amount, interval }) })
    else notes.push({ icon: Repeat, text: t('renewsItself', { date, price: amount }) })
    notes.push({ icon: CircleX, text: t(trialDays > 0 ? 'cancelTrial' : 'cancel') })
  } else notes.push({ icon: Receipt, text: t('once') })
  if (replaces !== null) notes.push({ icon: Repeat, text: t('replaces', { name: replaces }) })
  return notes
}
