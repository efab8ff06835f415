import { expect, it } from 'vitest'
import { formatMoney } from './format-money.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it.each([
  [89_000, 'VND', 'vi', '89.000 ₫'],
  [89_000, 'VND', 'en', '₫89,000'],
  [499, 'USD', 'en', '$4.99'],
  [500, 'USD', 'en', '$5.00'],
  [499, 'USD', 'vi', '4,99 US$'],
  [1_000_000_000_000, 'VND', 'vi', '1.000.000.000.000 ₫'],
] as const)('%d %s in %s', (amountMinor, currency, locale, text) => {
  expect(plain(formatMoney({ amountMinor, currency }, locale))).toBe(text)
})
