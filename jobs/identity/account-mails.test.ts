import { expect, test, vi } from 'vitest'
import { accountMails, type AccountMailDto } from '#server/domains/identity/schemas.ts'

vi.mock('#server/platform/env/env.ts', () => ({
  env: () => ({ MARQUEE_PUBLIC_URL: 'https://rap.example' }),
  logLevel: () => 'silent',
}))
const { write } = await import('./send-account-mail.ts')
const { nameDevice } = await import('./name-device.ts')

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36'
const mailOf = (locale: 'vi' | 'en'): AccountMailDto => ({
  to: 'lan@example.com',
  displayName: 'Lan {x} <script>',
  email: 'lan@example.com',
  locale,
  token: 'a-token',
  newEmail: 'moi@example.com',
  erasesAt: '2026-12-05T05:00:00.000Z',
  device: { userAgent: chrome, address: '192.0.2.1', country: 'VN', at: '2026-11-21T05:00:00.000Z' },
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

test.each([
  [chrome, { browser: 'Chrome', system: 'Windows' }],
  [`${chrome} Edg/149.0`, { browser: 'Edge', system: 'Windows' }],
  [`${chrome} EdgA/149.0`, { browser: 'Edge', system: 'Windows' }],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1',
    { browser: 'Safari', system: 'iPhone' },
  ],
  ['curl/8.0', null],
])('%s', (userAgent, named) => {
  expect(nameDevice(userAgent)).toEqual(named)
})
