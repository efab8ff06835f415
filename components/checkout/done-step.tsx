'use client'

import { Play } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { rentalHours } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { RunningBulbs } from '../ui/running-bulbs.tsx'
import { boughtName } from './bought-words.ts'
import { receiptHref } from './payment-href.ts'
import { PaymentState } from './payment-state.tsx'
import { useLooks } from './use-looks.ts'
import type { PaymentStep, PaymentView } from './views.ts'

/** A long name takes a second line: half a name is no name. */
const wraps = 'h-auto min-h-11 w-full py-2.5 leading-[1.5] text-balance whitespace-normal'

type DoneStepProps = { payment: PaymentView; step: Extract<PaymentStep, { kind: 'done' }> }

/** The money is there: what is open, until when, and the way to it. */
export function DoneStep({ payment, step }: DoneStepProps) {
  const t = useTranslations('checkout.done')
  const locale = useLocale()
  const { bought, id } = payment
  return (
    <PaymentState
      bought={bought}
      title={useTitle(bought, step.isOpen)}
      lead={
        <>
          <Lead payment={payment} step={step} />
          {step.surplus ? <p>{t('surplus', { surplus: formatMoney(step.surplus, locale) })}</p> : null}
        </>
      }
    >
      {step.isOpen ? <WayOn payment={payment} /> : <Opening payment={payment} />}
      <Button asChild variant="text">
        <Link href={receiptHref(id)}>{t(step.isTrial ? 'details' : 'receipt')}</Link>
      </Button>
    </PaymentState>
  )
}

/** What is bought opens a moment after the money came; where that takes long, what to do. */
function Opening({ payment: { code, id } }: { payment: PaymentView }) {
  const t = useTranslations('checkout.done')
  const { isLate, lookAgain } = useLooks()
  if (isLate)
    return (
      <>
        <output className="rounded-control bg-sky-bg px-4 py-3 text-small text-sky">
          {t('late', { code: code ?? id.slice(0, 8) })}
        </output>
        <Button variant="lamp" size="lg" onClick={lookAgain}>
          {t('lookAgain')}
        </Button>
      </>
    )
  return (
    <output className="flex items-center justify-center gap-3 rounded-control bg-lamp-bg px-4 py-3 text-small">
      <RunningBulbs className="text-lamp-text" />
      {t('opening')}
    </output>
  )
}

function useTitle(bought: PaymentView['bought'], isOpen: boolean): string {
  const t = useTranslations('checkout')
  if (bought.kind === 'plan') {
    const { name } = bought.plan
    return isOpen ? t('done.planTitle', { name }) : t('done.planOpening', { name })
  }
  const name = boughtName(bought, t)
  return isOpen ? t('done.filmTitle', { name }) : t('done.filmOpening', { name })
}

function Lead({ payment, step }: DoneStepProps) {
  const t = useTranslations('checkout.done')
  const locale = useLocale()
  const { bought, price } = payment
  const { period, isTrial, isOpen } = step
  if (!isOpen) return <p>{t(isTrial ? 'openingTrial' : 'openingBody')}</p>
  switch (bought.kind) {
    case 'plan': {
      if (!period) return <p>{t('planOpen')}</p>
      const { interval } = bought
      return isTrial ? (
        <p>{t('planTrial', { until: period.until, price: formatMoney(price, locale), interval })}</p>
      ) : (
        <p>{t('planPeriod', period)}</p>
      )
    }
    case 'rental':
      return <p>{t('rental', { thing: bought.thing, until: bought.startBy ?? '', hours: rentalHours })}</p>
    case 'purchase':
      return <p>{t('purchase', { thing: bought.thing })}</p>
  }
}

function WayOn({ payment: { bought, wanted } }: { payment: PaymentView }) {
  const t = useTranslations('checkout.done')
  const [first, ...others] = bought.kind === 'plan' ? [] : bought.titles
  if (!first && wanted) {
    return (
      <>
        <Lamp href={wanted.watchHref ?? wanted.href} label={t('watchTitle', { name: wanted.name })} />
        <Button asChild>
          <Link href="/">{t('browse')}</Link>
        </Button>
      </>
    )
  }
  if (!first) return <Lamp href="/" label={t('browse')} />
  if (others.length > 0) {
    return (
      <ul className="grid gap-2">
        {[first, ...others].map(({ href, name }) => (
          <li key={href}>
            <Button asChild className={wraps}>
              <Link href={href}>{name}</Link>
            </Button>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <>
      <Lamp href={first.watchHref ?? first.href} label={t('watch')} />
      {first.watchHref ? (
        <Button asChild>
          <Link href={first.href}>
            {t('toTitle', { thing: bought.kind === 'plan' ? 'film' : bought.thing })}
          </Link>
        </Button>
      ) : null}
    </>
  )
}

function Lamp({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild variant="lamp" size="lg" className={wraps}>
      <Link href={href}>
        <Play aria-hidden size={18} strokeWidth={1.75} fill="currentColor" className="shrink-0" />
        <span className="min-w-0 break-words">{label}</span>
      </Link>
    </Button>
  )
}
