import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { planTerms } from '#components/checkout/plan-terms.ts'
import type { DayWriter } from '#components/format/write-days.ts'
import { PlanChoice } from '#components/offers/plan-choice.tsx'
import { priceIn } from '#components/offers/choose-currency.ts'
import { toHeldPlan } from '#components/offers/held-plan-words.ts'
import type { HeldPlanView, PlanTerms, PlanView } from '#components/offers/views.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'
import { listSubscriptions, listWaysToPay } from '#server/domains/billing/index.ts'
import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'
import { intervals, type Currency, type PlanDto } from '#server/domains/offers/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { toPlanView as toOwnPlan } from '../../../(account)/(house)/billing/billing-views.ts'
import { subscriberOf } from '../../../(checkout)/checkout/subscriber-of.ts'
import { toMethods } from '../../../(checkout)/checkout/to-methods.ts'
import { pageLocale } from '../../../page-locale.ts'
import { readDays } from '../../../read-days.ts'
import { readCurrency, readPlans } from '../../offer-reads.ts'
import { textIn } from '../../title-view.ts'
import { toPriceView } from '../../to-price-view.ts'

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
  const [{ plan: slug }, read, plans, own, { day }] = await Promise.all([
    searchParams,
    readCurrency(locale),
    readPlans(),
    readOwn(context, locale),
    readDays(locale),
  ])
  const currency = own.currency ?? read
  const views = plans.map((plan) =>
    toPlanView(own.total > 0 ? { ...plan, trialDays: 0 } : plan, currency, locale),
  )
  if (views.length === 0)
    return <Instead title={t('none')} body={t('noneBody')} action={t('noneAction')} sign="0" />
  return (
    <PlanChoice
      plans={views}
      chosenSlug={typeof slug === 'string' ? slug : null}
      terms={termsOf(plans, currency, { own, now: context.now, day })}
      held={own.held}
    />
  )
}

type OwnPlans = {
  subscriptions: SubscriptionDto[]
  total: number
  held: HeldPlanView | null
  /** Who pays a plan goes on in its currency. */
  currency: Currency | null
}

/** What the viewer has of plans: all there were, and the one that is not over. */
async function readOwn(context: Context, locale: Locale): Promise<OwnPlans> {
  if (context.actor.kind !== 'account') return { subscriptions: [], total: 0, held: null, currency: null }
  const { accountId } = context.actor
  const { subscriptions, total } = await listSubscriptions(context, { accountId, limit: 20 })
  const living = subscriptions.find(({ endedAt }) => endedAt === null)
  const plan = living ? await toOwnPlan(context, living, locale) : null
  const held = plan && plan.state !== 'ended' ? toHeldPlan(plan) : null
  return { subscriptions, total, held, currency: living?.currency ?? null }
}

type Around = { own: OwnPlans; now: Date; day: DayWriter['day'] }

/** What the checkout will say of each price that is shown. */
function termsOf(plans: PlanDto[], currency: Currency, { own, now, day }: Around): Record<string, PlanTerms> {
  const ways = listWaysToPay()
  const all = plans.flatMap(({ id, trialDays, prices }) =>
    intervals.flatMap((interval) => {
      const ofInterval = prices.filter((each) => each.interval === interval)
      const wanted = priceIn(ofInterval, currency)
      if (!wanted) return []
      const sold = { prices: [wanted, ...ofInterval.filter((each) => each !== wanted)], trialDays }
      const terms = planTerms(toMethods(sold, subscriberOf(id, own), { ways, now, day }))
      return terms ? [[wanted.id, terms] as const] : []
    }),
  )
  return Object.fromEntries(all)
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
