import { expect, it } from 'vitest'
import { chooseCurrency, priceIn } from './choose-currency.ts'

it.each([
  ['VN', 'en', 'VND'],
  ['FR', 'vi', 'USD'],
  [null, 'vi', 'VND'],
  [null, 'en', 'USD'],
] as const)('%s, reading %s, pays in %s', (country, locale, currency) => {
  expect(chooseCurrency({ country, locale })).toBe(currency)
})

it('falls back to the currency there is', () => {
  const dong = { currency: 'VND' } as const
  expect(priceIn([dong], 'USD')).toBe(dong)
  expect(priceIn([], 'USD')).toBeUndefined()
})
