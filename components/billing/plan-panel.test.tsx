import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import billing from '#i18n/messages/vi/billing.json' with { type: 'json' }
import { PlanPanel } from './plan-panel.tsx'
import type { PlanView } from './views.ts'

vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
}))

const done = () => Promise.reject(new Error('Nothing is pressed here.'))
const plan: PlanView = {
  id: 'p',
  name: 'Rạp Nhà',
  state: 'active',
  renews: 'by-transfer',
  provider: 'sepay',
  interval: 'month',
  price: { amountMinor: 89_000, currency: 'VND' },
  periodEndsAt: '2026-12-21T05:00:00.000Z',
  paidUntil: '2026-12-21T05:00:00.000Z',
  graceEndsAt: '2026-12-24T05:00:00.000Z',
  endedAt: null,
  isSold: true,
  renewal: null,
}

function show(change: Partial<PlanView>): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="Asia/Ho_Chi_Minh" messages={{ billing, ui: {} }}>
      <PlanPanel plan={{ ...plan, ...change }} actions={{ cancel: done, resume: done, openPortal: done }} />
    </NextIntlClientProvider>,
  )
}

it('a plan by transfer that is no longer sold promises no renewal', () => {
  expect(show({})).toContain(billing.plan.activeTransfer)
  const gone = show({ isSold: false })
  expect(gone).not.toContain(billing.plan.activeTransfer)
  expect(gone).toContain('không gia hạn được. Bạn vẫn xem được đến hết 21/12/2026')
  expect(show({ isSold: false, state: 'past-due' })).toContain(billing.plan.goneLate)
})

it('what is cancelled goes on only where there is something to go on to', () => {
  expect(show({ state: 'cancelled' })).toContain(billing.resume)
  expect(show({ state: 'cancelled', renews: 'by-itself', provider: 'stripe' })).not.toContain(
    billing.pays['by-itself'],
  )
  expect(show({ state: 'cancelled', isSold: false })).not.toContain(billing.resume)
})

it('a card that was not charged is told since when, and never the end of the month that nobody paid', () => {
  const late = show({ state: 'past-due', renews: 'by-itself', paidUntil: '2026-11-21T05:00:00.000Z' })
  expect(late).toContain('Từ 21/11/2026, thẻ chưa trả được')
  // The right of a card lasts a day longer.
  expect(late).toContain('Một ngày sau 21/11/2026 mà vẫn chưa trả được thì gói tạm đóng')
  expect(late).not.toContain('21/12/2026')
  expect(late).toContain(billing.changeCard)
})
