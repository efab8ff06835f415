import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { PlanChoice } from '#components/offers/plan-choice.tsx'
import { priceIn } from '#components/offers/choose-currency.ts'
import type { HeldPlanView, PlanView } from '#components/offers/views.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'
import { listSubscriptions } from '#server/domains/billing/index.ts'
import { addInterval } from '#server/domains/billing/schemas.ts'
import { intervals, type Currency, type PlanDto } from '#server/domains/offers/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { toPlanView as toOwnPlan } from '../../../(account)/(house)/billing/billing-views.ts'
import { pageLocale } from '../../../page-locale.ts'
import { readDays } from '../../../read-days.ts'
import { readCurrency, readPlans } from '../../offer-reads.ts'
import { toPriceView } from '../../title-access.ts'
import { textIn } from '../../title-view.ts'

type PlansPageProps = PageProps<'/[locale]/plans'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers.plans')
  return { title: t('title'), description: t('lead') }
}

export default function PlansPage({ searchParams }: PlansPageProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="px-gutter mx-auto w-full max-w-[calc(1200px+2*var(--gutter))] pt-24 outline-none md:pt-28"
    >
      <Suspense fallback={<PlansSkeleton />}>
        <Plans searchParams={searchParams} />
      </Suspense>
    </main>
  )
}

async function Plans({ searchParams }: Pick<PlansPageProps, 'searchParams'>) {
  await connection()
  const [t, locale, context] = await Promise.all([
    getTranslations('offers.plans'),
    pageLocale(),
    currentContext(),
  ])
  if (context.actor.kind === 'account' && !may(context.actor, 'account.own'))
    return <Instead title={t('kidsTitle')} body={t('kidsBody')} action={t('noneAction')} sign="?" />
  const [{ plan: slug }, currency, plans, own, { day }] = await Promise.all([
    searchParams,
    readCurrency(locale),
    readPlans(),
    readOwn(context, locale),
    readDays(locale),
  ])
  const views = plans.map((plan) =>
    toPlanView(own.hasHadPlan ? { ...plan, trialDays: 0 } : plan, currency, locale),
  )
  if (views.length === 0)
    return <Instead title={t('none')} body={t('noneBody')} action={t('noneAction')} sign="0" />
  return (
    <PlanChoice
      plans={views}
      chosenSlug={typeof slug === 'string' ? slug : null}
      renewsAt={{
        month: day(addInterval(context.now, 'month')),
        year: day(addInterval(context.now, 'year')),
      }}
      held={own.held}
    />
  )
}

/** What the viewer has of plans: whether there was one ever, which is tried no more, and the one that is not over. */
async function readOwn(
  context: Context,
  locale: Locale,
): Promise<{ hasHadPlan: boolean; held: HeldPlanView | null }> {
  if (context.actor.kind !== 'account') return { hasHadPlan: false, held: null }
  const { accountId } = context.actor
  const { subscriptions, total } = await listSubscriptions(context, { accountId, limit: 20 })
  const living = subscriptions.find(({ endedAt }) => endedAt === null)
  const plan = living ? await toOwnPlan(context, living, locale) : null
  return { hasHadPlan: total > 0, held: plan && plan.state !== 'ended' ? plan : null }
}

function Instead({
  title,
  body,
  action,
  sign,
}: {
  title: string
  body: string
  action: string
  sign: string
}) {
  return (
    <EmptyState
      sign={sign}
      heading="h1"
      title={title}
      action={
        <Button asChild variant="lamp">
          <Link href="/">{action}</Link>
        </Button>
      }
    >
      {body}
    </EmptyState>
  )
}

function toPlanView(plan: PlanDto, currency: Currency, locale: Locale): PlanView {
  const { id, slug, kinds, maxHeight, maxStreams, trialDays } = plan
  const prices = intervals.flatMap((interval) => {
    const price = priceIn(
      plan.prices.filter((each) => each.interval === interval),
      currency,
    )
    return price ? [[interval, toPriceView(price)] as const] : []
  })
  return {
    id,
    slug,
    name: textIn(locale, plan.name),
    description: textIn(locale, plan.description),
    kinds,
    maxHeight,
    maxStreams,
    trialDays,
    prices: Object.fromEntries(prices),
  }
}

function PlansSkeleton() {
  return (
    <div aria-hidden>
      <Skeleton className="h-10 w-72 md:h-12 md:w-96" />
      <div className="mt-8 grid gap-3 md:grid-cols-3 md:gap-5">
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} className="h-20 rounded-card md:h-72" />
        ))}
      </div>
      <Skeleton className="mt-8 h-28 rounded-card" />
    </div>
  )
}
