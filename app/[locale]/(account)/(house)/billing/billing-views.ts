import type { OwnedView, PaymentView, PlanView, Span } from '#components/billing/views.ts'
import { paidUntil, stateAt } from '#components/billing/plan-state.ts'
import { standingOf } from '#components/billing/standing.ts'
import type { Locale } from '#i18n/routing.ts'
import { getTranslations } from 'next-intl/server'
import { quoteRenewal } from '#server/domains/billing/index.ts'
import {
  askBeforeDays,
  boughtValues,
  graceDays,
  type PaymentDto,
  type SubscriptionDto,
} from '#server/domains/billing/schemas.ts'
import type { TitleCardDto } from '#server/domains/catalogue/schemas.ts'
import type { EntitlementDto } from '#server/domains/entitlements/schemas.ts'
import { describePrices } from '#server/domains/offers/index.ts'
import type { Context } from '#server/platform/context/context.ts'
import { toPicture } from '../../../pictures.ts'
import { textIn } from '../../../(viewer)/title-view.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Gives a subscription as its panel shows it; with what its next period costs where it may be paid now. */
export async function toPlanView(
  context: Context,
  subscription: SubscriptionDto,
  locale: Locale,
): Promise<PlanView> {
  const { id, renews, provider, interval, periodEndsAt, plan, currency } = subscription
  const { state, endedAt } = stateAt(subscription, context.now)
  const endsAt = Date.parse(periodEndsAt)
  const isDue =
    state === 'past-due' || (state === 'active' && endsAt - context.now.getTime() <= askBeforeDays * dayMs)
  const next =
    renews === 'by-transfer' && state !== 'ended'
      ? await quoteRenewal(context, { planId: plan.id, interval, currency })
      : null
  return {
    id,
    state,
    renews,
    provider,
    interval,
    periodEndsAt,
    paidUntil: paidUntil({ ...subscription, state }),
    endedAt,
    name: textIn(locale, plan.name),
    price: { amountMinor: subscription.amountMinor, currency },
    isSold: renews === 'by-itself' || next !== null,
    renewal: next && isDue ? { priceId: next.priceId, price: next } : null,
    graceEndsAt: new Date(endsAt + graceDays * dayMs).toISOString(),
  }
}

/** Gives payments as lists show them, what they paid for in words. */
export async function toPaymentViews(
  context: Context,
  payments: PaymentDto[],
  locale: Locale,
): Promise<PaymentView[]> {
  const name = await boughtNames(context, payments, locale)
  return payments.map((payment) => ({
    id: payment.id,
    what: name(payment),
    price: { amountMinor: payment.amountMinor, currency: payment.currency },
    provider: payment.provider,
    standing: standingOf(payment),
    at: payment.settledAt ?? payment.createdAt,
    code: payment.provider === 'sepay' ? payment.code : null,
    missingMinor: payment.missingMinor,
    isOpen: isOpen(payment, context.now),
  }))
}

/** Tells whether money may still come for a payment. */
export function isOpen({ state, expiresAt }: PaymentDto, now: Date): boolean {
  return state === 'held' || (state === 'pending' && new Date(expiresAt) > now)
}

/** Gives what says in words what a payment paid for. */
export async function boughtNames(
  context: Context,
  payments: PaymentDto[],
  locale: Locale,
): Promise<(payment: PaymentDto) => string> {
  const t = await getTranslations('billing')
  const priceIds = [...new Set(payments.map(({ priceId }) => priceId))]
  const quotes = await describePrices(context, { priceIds })
  return ({ priceId }) => {
    const quote = quotes.get(priceId)
    return quote ? t('what', boughtValues(quote, locale, t('gone'))) : t('gone')
  }
}

/** Gives what was rented and bought, with the titles that are shown now; the newest first. */
export async function toOwnedViews(
  rights: EntitlementDto[],
  cards: TitleCardDto[],
  { locale, now }: { locale: Locale; now: Date },
): Promise<OwnedView[]> {
  const t = await getTranslations('billing')
  return rights.flatMap((right) => {
    const { id, reason, titleId, seasonNumber } = right
    if (reason !== 'rental' && reason !== 'purchase') return []
    const card = cards.find((each) => each.id === titleId)
    return [
      {
        id,
        name: card ? textIn(locale, card.title) : t('gone'),
        slug: card?.slug ?? null,
        poster: toPicture(card?.artwork.poster ?? null),
        accent: card?.accent ?? null,
        reason,
        season: seasonNumber,
        span: spanOf(right, now),
      },
    ]
  })
}

function spanOf({ revokedAt, endsAt, playHours, playStartedAt }: EntitlementDto, now: Date): Span {
  if (revokedAt !== null) return { kind: 'taken-back' }
  if (endsAt === null) return { kind: 'for-ever' }
  if (new Date(endsAt) <= now) return { kind: 'over', at: endsAt }
  return { kind: playHours !== null && playStartedAt === null ? 'start-before' : 'until', at: endsAt }
}
