import { getTranslations } from 'next-intl/server'
import { titleHref } from '#components/catalogue/addresses.ts'
import type { BoughtView, CheckoutView } from '#components/checkout/views.ts'
import type { Locale } from '#i18n/routing.ts'
import { listSubscriptions } from '#server/domains/billing/index.ts'
import type { SubscriptionDto } from '#server/domains/billing/schemas.ts'
import { findRight } from '#server/domains/entitlements/index.ts'
import type { Right } from '#server/domains/entitlements/schemas.ts'
import { getTitleCards } from '#server/domains/catalogue/index.ts'
import { describePrices, quote } from '#server/domains/offers/index.ts'
import type { Currency, Money, QuoteDto } from '#server/domains/offers/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { readTitle } from '../../(viewer)/catalogue-reads.ts'
import { textIn } from '../../(viewer)/title-view.ts'
import { readDays } from '../../read-days.ts'
import { toBoughtView } from './bought-view.ts'
import { readMethods } from './read-methods.ts'
import { subscriberOf, type PlanBuyer } from './subscriber-of.ts'

/** What the page shows: the choice, or why there is none. */
export type Checkout =
  | { kind: 'open'; view: CheckoutView }
  | { kind: 'missing' }
  | { kind: 'withdrawn'; backHref: string }
  | { kind: 'subscribed'; plan: string; until: string; renewsByItself: boolean; wanted: string | null }
  | { kind: 'owned'; bought: BoughtView; by: Right['reason'] }
  | { kind: 'off'; currency: Currency; backHref: string }

/** Gives what a price may be paid for, by whom and how; `accountId` is who pays. */
export async function readCheckout(
  context: Context,
  { accountId, priceId, titleSlug }: { accountId: string; priceId: string; titleSlug: string | null },
  locale: Locale,
): Promise<Checkout> {
  const found = await readQuote(context, priceId)
  if (!('quoted' in found)) {
    if (found.why === 'missing') return { kind: 'missing' }
    return { kind: 'withdrawn', backHref: await readBack(context, priceId, locale) }
  }
  const { quoted, before } = found
  const subscriber = await readSubscriber(context, accountId, quoted)
  if (subscriber.stands) return toSubscribed(subscriber.stands, quoted, locale)
  const bought = await toBoughtView(quoted, locale, context.now)
  const by = await findOwned(context, accountId, quoted)
  if (by) return { kind: 'owned', bought, by }
  const methods = await readMethods(quoted, { ...subscriber, now: context.now }, locale)
  const backHref = titleSlug === null ? backOf(bought) : titleHref(titleSlug)
  if (methods.length === 0) return { kind: 'off', currency: quoted.price.currency, backHref }
  const { replaces } = subscriber
  return {
    kind: 'open',
    view: {
      bought,
      methods,
      before,
      replaces: replaces && textIn(locale, replaces.plan.name),
      backHref,
      titleSlug,
    },
  }
}

type Quoted = { quoted: QuoteDto; before: Money | null } | { why: 'missing' | 'withdrawn' }

/** A price that has changed leads to today's, with what it was. */
async function readQuote(context: Context, priceId: string): Promise<Quoted> {
  try {
    return { quoted: await quote(context, { priceId }), before: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    switch (error.code) {
      case 'price.changed': {
        const today = String(error.params['priceId'])
        const [known, quoted] = await Promise.all([
          describePrices(context, { priceIds: [priceId] }),
          quote(context, { priceId: today }),
        ])
        return { quoted, before: known.get(priceId)?.price ?? null }
      }
      case 'offer.withdrawn':
        return { why: 'withdrawn' }
      case 'price.not-found':
      case 'input.invalid':
        return { why: 'missing' }
      default:
        throw error
    }
  }
}

async function readBack(context: Context, priceId: string, locale: Locale): Promise<string> {
  const known = (await describePrices(context, { priceIds: [priceId] })).get(priceId)
  return known ? backOf(await toBoughtView(known, locale, context.now)) : '/plans'
}

function backOf(bought: BoughtView): string {
  if (bought.kind === 'plan') return `/plans?plan=${encodeURIComponent(bought.plan.slug)}`
  return bought.titles[0]?.href ?? '/'
}

/** Of whoever buys a plan: one that goes on already, one that is paid ahead, one that this takes the place of. */
async function readSubscriber(context: Context, accountId: string, { offer }: QuoteDto): Promise<PlanBuyer> {
  if (offer.kind !== 'plan') return { stands: null, ahead: null, replaces: null, hasHadPlan: true }
  return subscriberOf(offer.id, await listSubscriptions(context, { accountId, limit: 20 }))
}

async function toSubscribed(
  { plan, interval, periodEndsAt, renews }: SubscriptionDto,
  { offer, price }: QuoteDto,
  locale: Locale,
): Promise<Checkout> {
  const [{ day }, t] = await Promise.all([readDays(locale), getTranslations('checkout.bought')])
  const isOther = offer.kind === 'plan' && (offer.id !== plan.id || price.interval !== interval)
  return {
    kind: 'subscribed',
    plan: textIn(locale, plan.name),
    until: day(periodEndsAt),
    renewsByItself: renews === 'by-itself',
    wanted: isOther
      ? t('planNamed', { name: textIn(locale, offer.name), interval: price.interval ?? 'month' })
      : null,
  }
}

/** By what somebody watches all of it already, so that paying would give them nothing; null where it would. */
async function findOwned(
  context: Context,
  accountId: string,
  { offer }: QuoteDto,
): Promise<Right['reason'] | null> {
  if (offer.kind === 'plan') return null
  const seasonNumber = offer.season?.number ?? null
  const cards = await getTitleCards({ titleIds: offer.titleIds })
  const rights = await Promise.all(
    cards.map(async ({ id: titleId, kind, slug }) => {
      const inPlans = (await readTitle(slug, null))?.availability.inPlans ?? false
      return findRight(context, { accountId, titleId, kind, inPlans, seasonNumber })
    }),
  )
  const [first] = rights
  if (!first || rights.some((right) => !right)) return null
  const isEnough = (right: Right | null) =>
    right !== null && (offer.kind === 'rental' || (right.endsAt === null && right.reason !== 'subscription'))
  return rights.every(isEnough) ? first.reason : null
}
