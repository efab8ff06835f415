import { expect, it } from 'vitest'
import { chooseCurrency, priceIn } from './choose-currency.ts'

it.each([
  ['VN', 'en', 'VND'],
  ['FR', 'vi', 'USD'],
  [null, 'vi', 'VND'],
  [null, 'en', 'USD'],
] as const)('%s, reading %s, pays in %s', (country, locale, currency) => {
  expect(chooseCurrency({ country, locale, payable: ['VND', 'USD'] })).toBe(currency)
  expect(chooseCurrency({ country, locale, payable: [] })).toBe(currency)
})

it('wants nothing that cannot be paid here', () => {
  expect(chooseCurrency({ country: 'FR', locale: 'en', payable: ['VND'] })).toBe('VND')
})

it('falls back to the currency there is', () => {
  const dong = { currency: 'VND' } as const
  expect(priceIn([dong], 'USD')).toBe(dong)
  expect(priceIn([], 'USD')).toBeUndefined()
})
