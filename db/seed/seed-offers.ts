import type { Context } from '#server/platform/context/context.ts'
import {
  createPlan,
  listPlansForAdmin,
  offerPlan,
  offerTitle,
  setPrice,
} from '#server/domains/offers/index.ts'
import type { CreatePlanInput } from '#server/domains/offers/schemas.ts'
import type { DemoTitle } from './demo-titles.ts'

type DemoPlan = CreatePlanInput & { monthly: { VND: number; USD: number } }

/** A year costs ten months of it. */
const paidMonths = 10

const demoPlans: DemoPlan[] = [
  {
    name: { vi: 'Xem Lẻ', en: 'Solo' },
    description: { vi: 'Một màn hình', en: 'One screen' },
    maxHeight: 720,
    maxStreams: 1,
    kinds: ['film', 'series'],
    monthly: { VND: 49_000, USD: 199 },
  },
  {
    name: { vi: 'Rạp Nhà', en: 'Home Cinema' },
    description: { vi: 'Cả nhà cùng xem', en: 'For the whole home' },
    maxHeight: 2160,
    maxStreams: 4,
    kinds: null,
    trialDays: 7,
    monthly: { VND: 89_000, USD: 399 },
  },
  {
    name: { vi: 'Hàng Ghế Đầu', en: 'Front Row' },
    description: { vi: 'Nhà đông người', en: 'For a full house' },
    maxHeight: null,
    maxStreams: 8,
    kinds: null,
    monthly: { VND: 149_000, USD: 699 },
  },
]

/**
 * Offers the demo's plans, and rents out and sells its titles for what `titles.json` says, unless that was done before:
 * the last plan is offered last and tells it.
 */
export async function seedOffers(
  context: Context,
  { titles, idOf }: { titles: DemoTitle[]; idOf: (slug: string) => string | undefined },
): Promise<void> {
  const before = await listPlansForAdmin(context)
  const statusOf = (name: string) => before.find((plan) => plan.name.vi === name)?.status
  const last = demoPlans.at(-1)?.name.vi ?? ''
  if ((statusOf(last) ?? 'draft') !== 'draft') return
  for (const title of titles) {
    const id = idOf(title.slug)
    if (id !== undefined) await sell(context, id, title.access)
  }
  for (const { monthly, ...plan } of demoPlans) {
    const there = before.find((each) => each.name.vi === plan.name.vi)
    const { id: planId } = there ?? (await createPlan(context, plan))
    for (const currency of ['VND', 'USD'] as const) {
      const amount = monthly[currency]
      const offer = { kind: 'plan' as const, planId }
      await setPrice(context, { offer: { ...offer, interval: 'month' }, currency, amountMinor: amount })
      const year = { offer: { ...offer, interval: 'year' as const }, currency }
      await setPrice(context, { ...year, amountMinor: amount * paidMonths })
    }
    await offerPlan(context, { planId })
  }
}

async function sell(context: Context, id: string, access: DemoTitle['access']): Promise<void> {
  for (const offer of access) {
    if (offer.type !== 'rent' && offer.type !== 'buy') continue
    await offerTitle(context, {
      kind: offer.type === 'rent' ? 'rental' : 'purchase',
      target: { kind: 'title', id },
      prices: [
        { currency: 'VND', amountMinor: offer.amountMinor },
        { currency: 'USD', amountMinor: inDollars(offer.amountMinor) },
      ],
    })
  }
}

/** Whole dollars less a cent, near to what the đồng are worth. */
function inDollars(dong: number): number {
  return Math.max(1, Math.round(dong / 25_000)) * 100 - 1
}
