import { expect, test, vi } from 'vitest'
import { accountMails, type AccountMailDto } from '#server/domains/identity/schemas.ts'

vi.mock('#server/platform/env/env.ts', () => ({
  env: () => ({ MARQUEE_PUBLIC_URL: 'https://rap.example' }),
  logLevel: () => 'silent',
}))
const { write } = await import('./send-account-mail.ts')

const mailOf = (locale: 'vi' | 'en'): AccountMailDto => ({
  to: 'lan@example.com',
  displayName: 'Lan {x} <script>',
  email: 'lan@example.com',
  locale,
  token: 'a-token',
  newEmail: 'moi@example.com',
  erasesAt: '2026-12-05T05:00:00.000Z',
  device: {
    browser: 'Chrome',
    system: 'Windows',
    address: '192.0.2.1',
    country: 'VN',
    at: '2026-11-21T05:00:00.000Z',
  },
})

test.each(accountMails.flatMap((mail) => [[mail, 'vi'] as const, [mail, 'en'] as const]))(
  '%s in %s is whole in both forms',
  (name, locale) => {
    const { subject, text, html, language } = write(name, mailOf(locale))
    expect(language).toBe(locale)
    for (const words of [subject, text, html]) expect(words).not.toMatch(/mail\.[a-z]|undefined|\{(?!x\})/)
    expect(text).toContain('Lan {x} <script>')
    expect(html).not.toContain('<script>')
    const [link] = /https:\/\/rap\.example\S*/.exec(text) ?? []
    if (link) expect(html).toContain(`href="${link}"`)
    if (link && locale === 'en') expect(link).toMatch(/^https:\/\/rap\.example\/en\//)
  },
)

test('what a link carries stands behind the #, where no server sees it', () => {
  expect(write('verify', mailOf('vi')).text).toContain('https://rap.example/verify#a-token\n')
})

test('a new device is called by what it says of itself', () => {
  const mail = mailOf('vi')
  expect(write('new-device', mail).subject).toBe('Đăng nhập mới vào Marquee: Chrome trên Windows')
  const device = {
    browser: null,
    system: null,
    address: '192.0.2.1',
    country: null,
    at: '2026-11-21T05:00:00.000Z',
  }
  expect(write('new-device', { ...mail, device }).subject).toContain('một thiết bị lạ')
})
