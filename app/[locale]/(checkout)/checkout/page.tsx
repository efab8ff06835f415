import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { signInHref } from '#components/catalogue/addresses.ts'
import { CheckoutForm } from '#components/checkout/checkout-form.tsx'
import { InsteadOfCheckout } from '#components/checkout/instead-of-checkout.tsx'
import { UnverifiedState } from '#components/checkout/unverified-state.tsx'
import { checkoutHref } from '#components/offers/checkout-href.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { redirect } from '#i18n/navigation.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { resendVerificationAction } from '../../(account)/account-actions.ts'
import { pageLocale } from '../../page-locale.ts'
import { startPaymentAction } from './actions.ts'
import { findWantedSlug } from './find-wanted.ts'
import { readCheckout } from './read-checkout.ts'

type CheckoutPageProps = PageProps<'/[locale]/checkout'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout')
  return { title: t('title'), robots: { index: false } }
}

export default function CheckoutPage({ searchParams }: CheckoutPageProps) {
  return (
    <Suspense fallback={<CheckoutSkeleton />}>
      <Checkout searchParams={searchParams} />
    </Suspense>
  )
}

async function Checkout({ searchParams }: Pick<CheckoutPageProps, 'searchParams'>) {
  const [{ price, title }, context, locale] = await Promise.all([
    searchParams,
    currentContext(),
    pageLocale(),
  ])
  const priceId = typeof price === 'string' ? price : ''
  const titleSlug = await findWantedSlug(title)
  const { actor } = context
  if (actor.kind !== 'account')
    return redirect({
      href: signInHref(checkoutHref(encodeURIComponent(priceId), titleSlug), locale),
      locale,
    })
  if (!may(actor, 'account.own')) return <InsteadOfCheckout checkout={{ kind: 'kids' }} />
  const { accountId } = actor
  const { isVerified, email } = await getAccount(context, { id: accountId })
  if (!isVerified) return <UnverifiedState email={email} resend={resendVerificationAction} />
  const checkout = await readCheckout(context, { accountId, priceId, titleSlug }, locale)
  if (checkout.kind !== 'open') return <InsteadOfCheckout checkout={checkout} />
  return <CheckoutForm key={priceId} view={checkout.view} start={startPaymentAction} />
}

function CheckoutSkeleton() {
  return (
    <div aria-hidden className="max-md:pt-5">
      <Skeleton className="h-10 w-48 md:h-12" />
      <div className="mt-5 grid gap-5 md:mt-8 lg:grid-cols-[minmax(0,1fr)_380px] lg:gap-8">
        <div className="grid content-start gap-5">
          <Skeleton className="h-44 rounded-card" />
          <Skeleton className="h-17 rounded-card" />
        </div>
        <Skeleton className="h-72 rounded-card" />
      </div>
    </div>
  )
}
