import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import english from '#i18n/messages/en/offers.json' with { type: 'json' }
import vietnamese from '#i18n/messages/vi/offers.json' with { type: 'json' }
import { PlanChoice } from './plan-choice.tsx'
import type { PlanTerms, PlanView } from './views.ts'

vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
}))

const plan = (price: NonNullable<PlanView['prices']['month']>): PlanView => ({
  id: 'solo',
  slug: 'solo',
  name: 'Solo',
  description: '',
  kinds: null,
  maxHeight: 720,
  maxStreams: 1,
  trialDays: 7,
  prices: { month: price },
})
const usd = { id: 'usd', amountMinor: 399, currency: 'USD' } as const
const vnd = { id: 'vnd', amountMinor: 89_000, currency: 'VND' } as const

function summaryOf(locale: 'vi' | 'en', terms: PlanTerms): string {
  const { price } = terms
  const id = price.currency === 'USD' ? usd.id : vnd.id
  const offers = locale === 'vi' ? vietnamese : english
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="Asia/Ho_Chi_Minh" messages={{ offers, ui: {} }}>
      <PlanChoice plans={[plan({ ...price, id })]} chosenSlug={null} terms={{ [id]: terms }} held={null} />
    </NextIntlClientProvider>,
  )
  return (
    /<section.*<\/section>/s
      .exec(page)?.[0]
      .replaceAll(/<[^>]+>/g, '|')
      .replaceAll(/\u00a0/g, ' ') ?? ''
  )
}

it('tells a trial: nothing today, the price on its first day, and never a next period', () => {
  const summary = summaryOf('en', { kind: 'trial', price: usd, date: 'Nov 29, 2026' })
  expect(summary).toMatch(/Pay today\|+\$0\.00\|/)
  expect(summary).toContain('First charge on Nov 29, 2026, $3.99.')
  expect(summary).toContain('Cancel before Nov 29, 2026 and you pay nothing.')
  expect(summary).not.toContain(english.plans.renew)
})

it('tells a trial that is for cards alone beside the price', () => {
  const summary = summaryOf('vi', { kind: 'trial-by-card', price: vnd, days: 7 })
  expect(summary).toMatch(/Giá\|+89\.000 ₫\|/)
  expect(summary).toContain('7 ngày dùng thử nếu trả bằng thẻ.')
  expect(summary).not.toContain(vietnamese.plans.renew)
})

it('tells from when the next period counts of what is paid at once', () => {
  const summary = summaryOf('vi', { kind: 'paid', price: vnd, date: '22/12/2026' })
  expect(summary).toMatch(/Kỳ sau từ\|+22\/12\/2026, 89\.000 ₫\|/)
})
