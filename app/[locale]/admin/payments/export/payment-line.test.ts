import { createTranslator } from 'next-intl'
import { expect, it } from 'vitest'
import type { PaymentRow } from '#components/admin/payments/payments-page.ts'
import en from '#i18n/messages/en/admin-payments.json' with { type: 'json' }
import vi from '#i18n/messages/vi/admin-payments.json' with { type: 'json' }
import { headLine, paymentLine } from './payment-line.ts'

const namespace = 'admin-payments'
const inVietnamese = createTranslator({ locale: 'vi', messages: { [namespace]: vi }, namespace })
const inEnglish = createTranslator({ locale: 'en', messages: { [namespace]: en }, namespace })
const payment = {
  id: '1',
  provider: 'stripe',
  currency: 'USD',
  amountMinor: 999,
  receivedMinor: 999,
  refundedMinor: 0,
  state: 'settled',
} as PaymentRow

const cellOf = (name: RegExp, change: Partial<PaymentRow>, t: unknown): string | undefined => {
  const at = headLine(t as never)
    .trim()
    .split(',')
    .findIndex((each) => name.test(each))
  return paymentLine({ ...payment, ...change }, t as never)
    .trim()
    .split(',')[at]
}

it.each([
  ['none', '', ''],
  ['open', 'Đang khiếu nại', 'Disputed'],
  ['lost', 'Thua khiếu nại', 'Dispute lost'],
  ['won', 'Thắng khiếu nại', 'Dispute won'],
] as const)('a dispute that is %s is told in words', (dispute, vietnamese, english) => {
  expect(cellOf(/^Khiếu nại$/, { dispute }, inVietnamese)).toBe(vietnamese)
  expect(cellOf(/^Dispute$/, { dispute }, inEnglish)).toBe(english)
})

it('a trial is one, at its later price, for which nothing came and nothing was paid', () => {
  const settledAt = '2026-11-21T05:00:00.000Z'
  const cells = (receivedMinor: number) =>
    [/^State$/, /^Price$/, /^Received$/, /^Paid$/].map((name) =>
      cellOf(name, { dispute: 'none', settledAt, receivedMinor }, inEnglish),
    )
  expect(cells(0)).toEqual(['Free trial', '9.99', '0', ''])
  expect(cells(999)).toEqual(['Paid', '9.99', '9.99', settledAt])
})
