import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import checkout from '#i18n/messages/vi/checkout.json' with { type: 'json' }
import { DoneStep } from './done-step.tsx'
import type { BoughtView, PaymentView } from './views.ts'

// It wants a running application around it.
vi.mock('#i18n/navigation.ts', () => ({ Link: 'a', useRouter: () => ({ refresh: () => undefined }) }))

const looks = vi.hoisted(() => ({ isLate: false, lookAgain: () => undefined }))
vi.mock('./use-looks.ts', () => ({ useLooks: () => looks }))
afterEach(() => {
  looks.isLate = false
})

const title = { name: 'Sóng ngầm', href: '/titles/song', watchHref: null, poster: null, accent: null }

function render(thing: 'film' | 'season', isOpen: boolean): string {
  const bought: BoughtView = {
    kind: 'purchase',
    name: title.name,
    thing,
    season: thing === 'season' ? 2 : null,
    titles: [title],
    count: 1,
    startBy: null,
  }
  const step = { kind: 'done', isOpen, period: null, isTrial: false, surplus: null } as const
  const payment: PaymentView = {
    id: 'payment',
    accountId: 'account',
    code: 'MQ7K2P9XW4',
    provider: 'sepay',
    price: { amountMinor: 99_000, currency: 'VND' },
    bought,
    period: null,
    wanted: null,
    againHref: '/',
    step,
  }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="UTC" messages={{ checkout }}>
      <DoneStep payment={payment} step={step} />
    </NextIntlClientProvider>,
  )
}

it('says opened once it is, with the way to watch it, and before that that it is being opened', () => {
  expect(render('film', true)).toMatch(/Sóng ngầm đã mở.*Phim là của bạn.*Xem ngay/)
  expect(render('film', false)).toMatch(/Đang mở Sóng ngầm.*Đã nhận đủ tiền/)
  expect(render('film', false)).not.toMatch(/đã mở|Xem ngay/)
})

it('calls a season a season', () => {
  expect(render('season', true)).toMatch(/Sóng ngầm, Mùa 2 đã mở.*Mùa phim là của bạn/)
})

it('says that what was bought opens by itself where that takes long, with a look to ask for', () => {
  expect(render('film', false)).not.toMatch(/Kiểm tra lại/)
  looks.isLate = true
  expect(render('film', false)).toMatch(
    /không cần trả thêm lần nữa.*bạn mua sẽ tự mở.*MQ7K2P9XW4.*<button.*Kiểm tra lại/,
  )
})
