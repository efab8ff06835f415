import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import english from '#i18n/messages/en/admin.json' with { type: 'json' }
import vietnamese from '#i18n/messages/vi/admin.json' with { type: 'json' }
import { AuditDetail } from './audit-cells.tsx'

vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
}))

const messages = { vi: vietnamese, en: english }

/** The words of the cell, as they are read. */
function read(locale: 'vi' | 'en', detail: Record<string, unknown>): string {
  const { audit } = messages[locale]
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="Asia/Ho_Chi_Minh" messages={{ admin: { audit } }}>
      <AuditDetail entry={{ detail, titleName: null }} />
    </NextIntlClientProvider>,
  )
  return markup.replaceAll(/<[^>]*>/g, '').replaceAll('\u00a0', ' ')
}

it.each([
  ['vi', { amountMinor: 129_000, currency: 'VND' }, 'Số tiền: 129.000 ₫'],
  ['en', { amountMinor: 129_000, currency: 'VND' }, 'Amount: ₫129,000'],
  ['vi', { amountMinor: 1299, currency: 'USD' }, 'Số tiền: 12,99 US$'],
  ['en', { amountMinor: 1299, currency: 'USD', note: 'FT12' }, 'Amount: $12.99 · Note: FT12'],
  // As transfers were noted once.
  ['vi', { amountMinor: 50_000 }, 'Số tiền: 50.000 ₫'],
  // What is no money of ours is written as it was noted.
  ['en', { amountMinor: 5, currency: 'EUR' }, 'Amount: 5 · Currency: EUR'],
  ['en', { currency: 'USD' }, 'Currency: USD'],
] as const)('%s: %j reads as money', (locale, detail, words) => {
  expect(read(locale, detail)).toBe(words)
})
