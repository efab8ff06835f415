'use client'

import { CircleAlert, Info } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { BoughtCard } from './bought-card.tsx'
import { CheckoutSummary } from './checkout-summary.tsx'
import { MethodChoice } from './method-choice.tsx'
import { PageHead } from './page-head.tsx'
import { useStartPayment, type StartAction } from './use-start-payment.ts'
import type { CheckoutView, MethodView } from './views.ts'

/** What is bought, how it is paid and what that means, before one button. */
export function CheckoutForm({ view, start: action }: { view: CheckoutView; start: StartAction }) {
  const t = useTranslations('checkout')
  const [provider, setProvider] = useState(view.methods[0]?.provider)
  const { start, busy, refusal, forget } = useStartPayment(action, view.titleSlug)
  const method = view.methods.find((each) => each.provider === provider) ?? view.methods[0]
  if (!method) return null
  return (
    <>
      <PageHead title={t('title')} back={{ label: t('back'), href: view.backHref }} isHiddenOnPhone />
      <div className="mt-5 grid gap-5 md:mt-8 lg:grid-cols-[minmax(0,1fr)_380px] lg:items-start lg:gap-8">
        <div className="grid gap-5 md:gap-6 [&>*]:min-w-0">
          <ChangedNotice view={view} />
          <BoughtCard bought={view.bought} />
          <MethodChoice
            methods={view.methods}
            chosen={method}
            onChoose={(chosen) => {
              setProvider(chosen.provider)
              forget()
            }}
          />
        </div>
        <CheckoutSummary view={view} method={method}>
          {refusal ? (
            <p
              role="alert"
              className="mb-3 flex items-start gap-2.5 rounded-control bg-son-bg px-4 py-3 text-small text-son-text"
            >
              <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="mt-px shrink-0" />
              <span>
                {refusal.text} {refusal.canRetry ? t('submit.failed') : null}
              </span>
            </p>
          ) : null}
          {refusal && !refusal.canRetry ? (
            <Button asChild size="lg" className="w-full">
              <Link href={view.backHref}>{t('back')}</Link>
            </Button>
          ) : (
            <Submit
              method={method}
              busy={busy}
              isAgain={refusal !== null}
              onPress={() => void start(method)}
            />
          )}
        </CheckoutSummary>
      </div>
    </>
  )
}

/** What somebody saw is what they pay, or they are told. */
function ChangedNotice({ view: { before, methods } }: { view: CheckoutView }) {
  const t = useTranslations('checkout.changed')
  const locale = useLocale()
  const now = methods.find(({ price }) => price.currency === before?.currency)?.price
  if (!before || !now) return null
  return (
    <output className="flex items-start gap-3 rounded-card bg-sky-bg px-4 py-3 text-body text-sky">
      <Info aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <span>
        <strong className="block font-semibold">{t('title')}</strong>
        {t('body', { before: formatMoney(before, locale), now: formatMoney(now, locale) })}
      </span>
    </output>
  )
}

type SubmitProps = { method: MethodView; busy: boolean; isAgain: boolean; onPress: () => void }

function Submit({ method, busy, isAgain, onPress }: SubmitProps) {
  const t = useTranslations('checkout.submit')
  const locale = useLocale()
  const price = formatMoney(method.price, locale)
  const isTrial = (method.renewal?.trialDays ?? 0) > 0
  return (
    <>
      <Button variant="lamp" size="lg" busy={busy} onClick={onPress} className="w-full">
        {isAgain ? t('retry') : isTrial ? t('trial') : t(method.by, { price })}
      </Button>
      {method.by === 'page' ? (
        <p className="mt-2.5 text-small text-shell-3 max-md:hidden">{t('pageNote')}</p>
      ) : null}
    </>
  )
}
