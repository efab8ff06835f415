import { createTranslator } from 'next-intl'
import { expect, it } from 'vitest'
import en from '#i18n/messages/en/errors.json' with { type: 'json' }
import vi from '#i18n/messages/vi/errors.json' with { type: 'json' }
import { formatMoney } from '../format/format-money.ts'

it.each([
  ['vi', vi],
  ['en', en],
] as const)('how much credit can be paid back is told as money, in %s', (locale, errors) => {
  const t = createTranslator({ locale, messages: { errors }, namespace: 'errors' })
  const money = formatMoney({ amountMinor: 12_500, currency: 'VND' }, locale)
  expect(t('credit.too-little', { creditMinor: 12_500 })).toContain(money)
  expect(t('credit.too-little', { creditMinor: 0 })).not.toMatch(/\d/)
})
