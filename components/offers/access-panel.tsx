'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { rentalHours, rentalStartDays } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { checkoutHref } from './checkout-href.ts'
import { ChoiceMark } from './choice-mark.tsx'
import { planOpens } from './plan-perks.ts'
import type { AccessOption, TitleAccess } from './views.ts'

type AccessPanelProps = Pick<
  Extract<TitleAccess, { kind: 'offered' }>,
  'options' | 'held' | 'mayBuy' | 'hasPlans'
> & {
  slug: string
  /** Whether to get it is the next step. */
  isNext: boolean
  className?: string
}

/** The ways to a title with their prices, and one button that repeats the chosen one. */
export function AccessPanel({ slug, options, held, mayBuy, hasPlans, isNext, className }: AccessPanelProps) {
  const t = useTranslations('offers.access')
  const name = useId()
  const locale = useLocale()
  const [chosenId, setChosenId] = useState(options[0]?.price.id)
  const chosen = options.find(({ price }) => price.id === chosenId) ?? options[0]
  if (!chosen) return null
  const label = t(held.length > 0 ? 'labelMore' : 'label')
  const price = formatMoney(chosen.price, locale)
  const words = {
    rental: t('rentFor', { price }),
    purchase: t('buyFor', { price }),
    plan: t('joinFor', { price }),
  }
  return (
    <section aria-label={label} className={cn('rounded-card border border-line bg-ink-1/95 p-4', className)}>
      <fieldset className="grid gap-1.5">
        <legend className="mb-2.5 text-small text-shell-2">{label}</legend>
        {options.map((option) => (
          <Option
            key={option.price.id}
            option={option}
            name={name}
            isChosen={option === chosen}
            onChoose={() => setChosenId(option.price.id)}
          />
        ))}
      </fieldset>
      {mayBuy ? (
        <Button asChild variant={isNext ? 'lamp' : 'tonal'} size="lg" className="mt-3 w-full">
          <Link href={checkoutHref(chosen.price.id, slug)}>{words[chosen.kind]}</Link>
        </Button>
      ) : (
        <p className="mt-3 text-small text-shell-2">{t('askGrownUp')}</p>
      )}
      {chosen.kind === 'rental' || (hasPlans && mayBuy) ? (
        <p className="mt-2.5 flex flex-wrap items-center justify-between gap-x-4 text-small text-shell-2">
          {chosen.kind === 'rental' ? <span>{t('startWithin', { days: rentalStartDays })}</span> : null}
          {hasPlans && mayBuy ? (
            <Link
              href="/plans"
              className="inline-flex min-h-6 items-center rounded-control text-lamp-text underline-offset-4 hover:underline max-md:min-h-11"
            >
              {t('compare')}
            </Link>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

type OptionProps = { option: AccessOption; name: string; isChosen: boolean; onChoose: () => void }

function Option({ option, name, isChosen, onChoose }: OptionProps) {
  const t = useTranslations('offers')
  const locale = useLocale()
  const amount = formatMoney(option.price, locale)
  const { title, detail } = useOptionWords(option)
  return (
    <label className="group flex min-h-14 cursor-pointer items-center gap-3 rounded-control border border-line-strong bg-ink-1 px-3 py-2 transition-colors duration-[120ms] hover:bg-ink-2 has-checked:border-lamp has-checked:bg-lamp-bg has-checked:inset-ring has-checked:inset-ring-lamp has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp-text">
      <input
        type="radio"
        name={name}
        value={option.price.id}
        checked={isChosen}
        onChange={onChoose}
        className="sr-only"
      />
      <ChoiceMark />
      <span className="min-w-0 flex-1">
        <span className="block text-body leading-[1.5] font-semibold break-words">{title}</span>
        <span className="block text-small leading-[1.5] break-words text-shell-2">{detail}</span>
      </span>
      <span className="tabular shrink-0 text-body font-semibold">
        {option.kind === 'plan'
          ? t(option.interval === 'month' ? 'price.perMonth' : 'price.perYear', { price: amount })
          : amount}
      </span>
    </label>
  )
}

function useOptionWords(option: AccessOption): { title: string; detail: string } {
  const t = useTranslations('offers')
  if (option.kind === 'plan')
    return { title: t('access.plan', { name: option.name }), detail: planOpens(option, t) }
  const { part } = option
  const ofPart =
    part === null
      ? null
      : 'season' in part
        ? t('access.season', { number: part.season })
        : t('access.bundle', { name: part.bundle, count: part.count })
  return option.kind === 'rental'
    ? { title: t('access.rental', { hours: rentalHours }), detail: ofPart ?? t('access.rentalNote') }
    : { title: t('access.purchase'), detail: ofPart ?? t('access.purchaseNote') }
}
