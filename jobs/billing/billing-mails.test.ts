import { expect, test, vi } from 'vitest'
import {
  paymentMails,
  staffMails,
  subscriptionMails,
  type PaymentDto,
  type SubscriptionDto,
} from '#server/domains/billing/schemas.ts'

vi.mock('#server/platform/env/env.ts', () => ({
  env: () => ({ MARQUEE_PUBLIC_URL: 'https://rap.example' }),
  logLevel: () => 'silent',
}))
const { writePaymentMail, writeSubscriptionMail } = await import('./send-billing-mail.ts')
const { writeStaffMail } = await import('./send-staff-mail.ts')

const paymentId = '019f0000-0000-7000-8000-00000000aaaa'
const priceId = '019f0000-0000-7000-8000-00000000bbbb'
const readerOf = (locale: 'vi' | 'en') => ({ to: 'lan@example.com', name: 'Lan {x} <b>', locale })
const payment = {
  id: paymentId,
  provider: 'sepay',
  currency: 'VND',
  amountMinor: 89_000,
  receivedMinor: 50_000,
  missingMinor: 39_000,
  code: 'MQ7K2P9XW4',
  instructions: {
    kind: 'transfer',
    account: { bank: 'TPBank', bin: '970423', number: '00012345678', holder: 'RAP NHA' },
    qr: '',
    content: 'MQ7K2P9XW4',
  },
  periodStartsAt: '2026-11-21T05:00:00.000Z',
  periodEndsAt: '2026-12-21T05:00:00.000Z',
  createdAt: '2026-11-21T05:00:00.000Z',
  settledAt: '2026-11-21T05:00:00.000Z',
} as PaymentDto
const subscription = {
  plan: { id: 'x', slug: 'rap-nha', name: { vi: 'Rạp Nhà', en: 'Home' } },
  interval: 'month',
  currency: 'VND',
  amountMinor: 89_000,
} as SubscriptionDto
const renewal = { priceId, currency: 'VND', amountMinor: 89_000 } as const
const both = ['vi', 'en'] as const

function expectWhole(
  mail: { subject: string; text: string; html: string; language: string },
  locale: string,
) {
  expect(mail.language).toBe(locale)
  for (const words of [mail.subject, mail.text, mail.html])
    expect(words).not.toMatch(/mail\.[a-z]|undefined|\{(?!x\})/)
  expect(mail.html).not.toContain('<b>,')
}

test.each(paymentMails.flatMap((mail) => both.map((locale) => [mail, locale] as const)))(
  '%s in %s is whole and leads to where one goes on',
  (mail, locale) => {
    const dto = { mail, payment, reader: readerOf(locale), reference: null, amountMinor: 50_000 }
    const written = writePaymentMail(dto, 'Gói Rạp Nhà')
    expectWhole(written, locale)
    expect(written.text).toContain('MQ7K2P9XW4')
    expect(written.text).toMatch(locale === 'vi' ? /50\.000\s₫/ : /₫50,000/)
    const place = { 'payment-held': `checkout/${paymentId}`, 'payment-credited': 'billing\n' }
    const path = mail in place ? place[mail as keyof typeof place] : `billing/payments/${paymentId}`
    expect(written.text).toContain(`https://rap.example/${locale === 'en' ? 'en/' : ''}${path}`)
  },
)

test('too little: what is missing, and where to transfer it', () => {
  const dto = {
    mail: 'payment-held',
    payment,
    reader: readerOf('vi'),
    reference: null,
    amountMinor: 50_000,
  } as const
  const { subject, text } = writePaymentMail(dto, 'Gói Rạp Nhà')
  expect(subject).toMatch(/39\.000/)
  for (const part of ['TPBank', '00012345678', 'RAP NHA']) expect(text).toContain(part)
})

test.each(subscriptionMails.flatMap((mail) => both.map((locale) => [mail, locale] as const)))(
  '%s in %s is whole',
  (mail, locale) => {
    const dto = { mail, subscription, reader: readerOf(locale), periodEndsAt: '2026-12-21T05:00:00.000Z' }
    expectWhole(writeSubscriptionMail(dto, renewal), locale)
    expectWhole(writeSubscriptionMail(dto, null), locale)
  },
)

test('a renewal leads to the price of today, or to the plans where that is gone', () => {
  const dto = {
    mail: 'renewal-due',
    subscription,
    reader: readerOf('vi'),
    periodEndsAt: '2026-12-21T05:00:00.000Z',
  } as const
  const { text } = writeSubscriptionMail(dto, renewal)
  expect(text).toContain(`/checkout?price=${priceId}`)
  expect(text).toContain('21 tháng 12, 2026')
  expect(writeSubscriptionMail(dto, null).text).toContain('https://rap.example/plans\n')
})

test('before a trial ends: how much, from which day, and where to cancel', () => {
  const dto = {
    mail: 'trial-ending',
    subscription,
    reader: readerOf('vi'),
    periodEndsAt: '2026-12-21T05:00:00.000Z',
  } as const
  const { subject, text } = writeSubscriptionMail(dto, null)
  expect(subject).toContain('21 tháng 12, 2026')
  expect(text).toMatch(/89\.000\s₫ mỗi tháng/)
  expect(text).toContain('https://rap.example/billing\n')
})

test.each(staffMails.flatMap((mail) => both.map((locale) => [mail, locale] as const)))(
  '%s in %s is whole and leads to where staff acts on it',
  (mail, locale) => {
    const dto = { mail, payment, amountMinor: 89_000, waiting: 1, reader: readerOf(locale) }
    const written = writeStaffMail(dto, 'Gói Rạp Nhà')
    expectWhole(written, locale)
    expect(written.text).toContain(`https://rap.example/${locale === 'en' ? 'en/' : ''}admin/`)
  },
)
