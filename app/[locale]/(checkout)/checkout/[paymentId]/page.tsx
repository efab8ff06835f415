import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { signInHref } from '#components/catalogue/addresses.ts'
import { InsteadOfCheckout } from '#components/checkout/instead-of-checkout.tsx'
import { paymentHref } from '#components/checkout/payment-href.ts'
import { PaymentPage } from '#components/checkout/payment-page.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { redirect } from '#i18n/navigation.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { pageLocale } from '../../../page-locale.ts'
import { cancelPaymentAction } from '../actions.ts'
import { findWanted } from '../find-wanted.ts'
import { readPayment } from './read-payment.ts'

type PaymentRouteProps = PageProps<'/[locale]/checkout/[paymentId]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout')
  return { title: t('title'), robots: { index: false } }
}

export default function PaymentRoute({ params, searchParams }: PaymentRouteProps) {
  return (
    <Suspense fallback={<PaymentSkeleton />}>
      <Payment params={params} searchParams={searchParams} />
    </Suspense>
  )
}

async function Payment({ params, searchParams }: PaymentRouteProps) {
  const [{ paymentId }, { back, title }, context, locale] = await Promise.all([
    params,
    searchParams,
    currentContext(),
    pageLocale(),
  ])
  const wanted = await findWanted(title)
  const { actor } = context
  if (actor.kind !== 'account')
    return redirect({
      href: signInHref(paymentHref(encodeURIComponent(paymentId), wanted?.slug), locale),
      locale,
    })
  if (!may(actor, 'account.own')) return <InsteadOfCheckout checkout={{ kind: 'kids' }} />
  const asked = { accountId: actor.accountId, paymentId, isBack: back === '1', wanted }
  const payment = await readPayment(context, asked, locale)
  if (!payment) notFound()
  return <PaymentPage payment={payment} cancel={cancelPaymentAction} />
}

function PaymentSkeleton() {
  return (
    <div aria-hidden className="max-md:pt-5">
      <Skeleton className="h-10 w-64 md:h-12 md:w-[460px]" />
      <div className="mt-5 grid gap-5 md:mt-7 lg:grid-cols-[minmax(0,1fr)_380px] lg:gap-8">
        <Skeleton className="h-[420px] rounded-card" />
        <Skeleton className="h-72 rounded-card" />
      </div>
    </div>
  )
}
