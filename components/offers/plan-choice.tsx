'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import type { Interval } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { checkoutHref } from './checkout-href.ts'
import { HeldPlan } from './held-plan.tsx'
import { IntervalSwitch } from './interval-switch.tsx'
import { PlanCard } from './plan-card.tsx'
import { savedMonths } from './saved-months.ts'
import type { HeldPlanView, PlanTerms, PlanView, PriceView } from './views.ts'

type PlanChoiceProps = {
  plans: PlanView[]
  /** The plan that the address names. */
  chosenSlug: string | null
  /** By the price's id; none for what nobody can pay here. */
  terms: Record<string, PlanTerms>
  held: HeldPlanView | null
}

/** The plans side by side, by the month or the year; what is to be paid and when again, before one goes on. */
export function PlanChoice({ plans, chosenSlug, terms, held }: PlanChoiceProps) {
  const t = useTranslations('offers.plans')
  const [interval, setPaidBy] = useState<Interval>(
    plans.some(({ prices }) => prices.month) ? 'month' : 'year',
  )
  const shown = plans.filter(({ prices }) => prices[interval])
  const [chosenId, setChosenId] = useState(
    () => (plans.find(({ slug }) => slug === chosenSlug) ?? plans[Math.min(1, plans.length - 1)])?.id,
  )
  const chosen = shown.find(({ id }) => id === chosenId) ?? shown[0]
  const price = chosen?.prices[interval]
  const hasBoth = plans.some(({ prices }) => prices.month) && plans.some(({ prices }) => prices.year)
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 className="font-display text-[1.75rem] leading-[1.22] md:text-h1">{t('title')}</h1>
          <p className="mt-2 text-body text-shell-2 max-md:hidden">{t('lead')}</p>
        </div>
        {hasBoth ? (
          <IntervalSwitch interval={interval} onChange={setPaidBy} savedMonths={savedMonths(plans)} />
        ) : null}
      </div>
      {held ? <HeldPlan plan={held} /> : null}
      <fieldset className="mt-4 grid gap-3 md:mt-8 md:auto-cols-fr md:grid-cols-[repeat(auto-fit,minmax(240px,1fr))] md:gap-5">
        <legend className="sr-only">{t('legend')}</legend>
        {shown.map((plan) => (
          <PlanCard
            key={plan.id}
            plan={plan}
            interval={interval}
            isChosen={plan.id === chosen?.id}
            onChoose={() => setChosenId(plan.id)}
          />
        ))}
      </fieldset>
      {price ? <Summary price={price} terms={terms[price.id]} /> : null}
    </>
  )
}

/** What is paid now and when again; on a phone at the foot of the page, above the tabs. */
function Summary({ price, terms }: { price: PriceView; terms: PlanTerms | undefined }) {
  const t = useTranslations('offers.plans')
  const words = useTermWords(price, terms)
  return (
    <section
      aria-live="polite"
      className="mt-6 grid gap-x-8 gap-y-2 rounded-card border border-line bg-ink-1 p-5 max-md:sticky max-md:bottom-[calc(env(safe-area-inset-bottom)+64px)] max-md:-mx-(--gutter) max-md:rounded-none max-md:border-x-0 max-md:border-b-0 max-md:px-(--gutter) md:mt-8 md:grid-cols-[1fr_1fr] md:items-center md:p-6 lg:grid-cols-[auto_auto_minmax(0,1fr)_auto]"
    >
      <p className="flex items-baseline justify-between gap-4 md:block lg:min-w-44">
        <span className="text-small text-shell-2">{words.label}</span>
        <span className="tabular block text-[1.25rem] leading-[1.4] font-semibold md:text-[1.5rem]">
          {words.amount}
        </span>
      </p>
      {words.next ? (
        <p className="max-md:hidden lg:min-w-44">
          <span className="text-small text-shell-2">{words.next.label}</span>
          <span className="tabular block text-body leading-[2.1rem] font-medium">{words.next.text}</span>
        </p>
      ) : null}
      <p className="text-small text-shell-2">
        {words.next ? <span className="md:hidden">{words.next.line} </span> : null}
        {words.cancel}
      </p>
      <Button asChild variant="lamp" size="lg" className="max-md:mt-1 max-md:w-full">
        <Link href={checkoutHref(price.id)}>{t('continue')}</Link>
      </Button>
    </section>
  )
}

type TermWords = {
  label: string
  amount: string
  /** What follows: beside it, and as one line on a phone. */
  next: { label: string; text: string; line: string } | null
  cancel: string
}

function useTermWords(price: PriceView, terms: PlanTerms | undefined): TermWords {
  const t = useTranslations('offers.plans')
  const locale = useLocale()
  const shown = terms?.price ?? price
  const amount = formatMoney(shown, locale)
  const asPrice = { label: t('payToday'), amount, cancel: t('cancel') }
  if (!terms) return { ...asPrice, next: null }
  switch (terms.kind) {
    case 'paid': {
      const { date } = terms
      const next = {
        label: t('renew'),
        text: t('renewAt', { date, price: amount }),
        line: t('renewLine', { date }),
      }
      return { ...asPrice, next }
    }
    case 'trial-by-card': {
      const { days } = terms
      const next = { label: t('byCard'), text: t('trialDays', { days }), line: t('trialByCard', { days }) }
      return { ...asPrice, next }
    }
    case 'trial': {
      const { date } = terms
      const text = t('renewAt', { date, price: amount })
      return {
        label: t('today'),
        amount: formatMoney({ ...shown, amountMinor: 0 }, locale),
        next: { label: t('firstCharge'), text, line: t('firstChargeLine', { date, price: amount }) },
        cancel: t('cancelTrial', { date }),
      }
    }
  }
}
