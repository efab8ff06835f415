import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import billing from '#i18n/messages/vi/billing.json' with { type: 'json' }
import type { PaymentDto, ReceiptDto } from '#server/domains/billing/schemas.ts'
import { PaymentList } from './payment-list.tsx'
import { Receipt } from './receipt.tsx'
import { standingOf } from './standing.ts'

const priceMinor = 89_000
const begunAt = '2026-11-21T05:00:00.000Z'

const paymentOf = (receivedMinor: number): PaymentDto => ({
  id: 'p',
  accountId: 'a',
  provider: 'stripe',
  priceId: 'r',
  bought: { kind: 'plan', planId: 'l', slug: 'rap-nha', name: { vi: 'Rạp Nhà', en: '' }, interval: 'month' },
  currency: 'VND',
  amountMinor: priceMinor,
  receivedMinor,
  missingMinor: 0,
  surplusMinor: 0,
  refundedMinor: 0,
  refundableMinor: receivedMinor,
  state: 'settled',
  dispute: 'none',
  code: null,
  instructions: null,
  subscriptionId: 's',
  periodStartsAt: begunAt,
  periodEndsAt: '2026-11-28T05:00:00.000Z',
  createdAt: begunAt,
  expiresAt: begunAt,
  settledAt: begunAt,
})

/** Gives what is read, spaces of any kind as one. */
function read(part: ReactNode): string {
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="Asia/Ho_Chi_Minh" messages={{ billing }}>
      {part}
    </NextIntlClientProvider>,
  )
  return page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

function listed(receivedMinor: number): string {
  const payment = paymentOf(receivedMinor)
  const price = { amountMinor: priceMinor, currency: 'VND' } as const
  const view = {
    id: 'p',
    what: 'Gói Rạp Nhà',
    price,
    provider: 'stripe',
    at: begunAt,
    code: null,
    missingMinor: 0,
  } as const
  return read(
    <PaymentList payments={[{ ...view, standing: standingOf(payment), isOpen: false }]} label="Thanh toán" />,
  )
}

function receipt(receivedMinor: number): string {
  const moves = { creditedMinor: 0, transfers: [], refunds: [] }
  const of: ReceiptDto = {
    payment: paymentOf(receivedMinor),
    seller: 'Marquee',
    buyer: { name: 'Lan Anh', email: 'lan.anh@example.org' },
    reference: null,
    ...moves,
  }
  return read(<Receipt receipt={of} what="Gói Rạp Nhà" />)
}

it('a trial stands among the payments with nothing, and its price as the later one', () => {
  expect(listed(0)).toContain('Dùng thử 0 ₫ sau đó 89.000 ₫')
  expect(listed(priceMinor)).toMatch(/Đã trả 89\.000 ₫ $/)
})

it('the receipt of a trial claims no payment, and names the price from its end', () => {
  const trial = receipt(0)
  expect(trial).toContain('Giá khi dùng thử 0 ₫')
  expect(trial).toContain('Giá sau đó, từ 28/11/2026 89.000 ₫')
  expect(trial).not.toContain(billing.receipt.paidAt)
  expect(trial).not.toContain(billing.receipt.receipt)
  const paid = receipt(priceMinor)
  expect(paid).toContain('Giá 89.000 ₫ Đã nhận 89.000 ₫')
  expect(paid).not.toContain(billing.receipt.later)
})
