import { DrizzleQueryError } from 'drizzle-orm'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { AppError } from '../errors/app-error.ts'
import { withoutValues } from '../errors/without-values.ts'
import { describeError } from './describe-error.ts'

const query = 'insert into "accounts" ("email") values ($1)'
const failed = () => new DrizzleQueryError(query, ['geheim@example.com'], new Error('connection lost'))

test.each([
  ['a failed query', failed()],
  ['what a failed query caused', new Error('No account was made.', { cause: failed() })],
])('%s is logged with its statement and cause, and none of its values', (_, error) => {
  const lines: string[] = []
  const log = pino(
    { serializers: { err: describeError } },
    { write: (line: string) => void lines.push(line) },
  )
  log.error({ err: error }, 'it failed')
  expect(lines.join()).not.toContain('geheim')
  expect(lines.join()).toContain('connection lost')
  expect(lines.join()).toContain('insert into')
  expect(lines.join()).toContain('describe-error.test')
})

test('what else an error says of itself stays', () => {
  const error = new AppError({ kind: 'unavailable', code: 'mail.away', message: 'No.', cause: failed() })
  expect(describeError(error)).toMatchObject({ code: 'mail.away', kind: 'unavailable' })
})

test('any other error stays the very same', () => {
  const error = new Error('Away.', { cause: new TypeError('fetch failed') })
  expect(withoutValues(error)).toBe(error)
  expect(withoutValues('words')).toBe('words')
})
