import { pino } from 'pino'
import { expect, test } from 'vitest'
import { secretPaths } from './secret-paths.ts'

test('no log line keeps a password, a PIN, a token or a cookie, however deep it stands', () => {
  const lines: string[] = []
  const log = pino(
    { redact: { paths: secretPaths, remove: true } },
    { write: (line: string) => void lines.push(line) },
  )
  log.info({ password: 'geheim', input: { pin: 'geheim', oldPassword: 'geheim', email: 'a@example.com' } })
  log.warn({ request: { headers: { cookie: 'geheim', authorization: 'geheim', host: 'here' } } })
  log.error({ answer: { tokens: { access_token: 'geheim', refresh_token: 'geheim' } }, token: 'geheim' })
  expect(lines).toHaveLength(3)
  expect(lines.join()).not.toContain('geheim')
  expect(lines.join()).toContain('a@example.com')
})
