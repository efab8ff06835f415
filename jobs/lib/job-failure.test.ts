import { UnrecoverableError } from 'bullmq'
import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { AppError, invalidInput } from '#server/platform/errors/app-error.ts'
import { backoffMs, toJobError } from './job-failure.ts'

test('an error says itself whether trying again can help', () => {
  expect(toJobError(invalidInput('a.b', 'No.'))).toMatchObject({ code: 'a.b', retryable: false })
  const away = new AppError({ kind: 'unavailable', code: 'c.d', message: 'Away.' })
  expect(toJobError(away)).toMatchObject({ code: 'c.d', retryable: true })
  expect(toJobError(new UnrecoverableError('Never.'))).toMatchObject({ retryable: false, message: 'Never.' })
  expect(toJobError(new Error('Once.'))).toEqual({ code: 'internal', message: 'Once.', retryable: true })
  expect(toJobError('text')).toMatchObject({ message: 'text', retryable: true })
  const coded = Object.assign(new Error('Full.'), { code: 'no-space', retryable: false })
  expect(toJobError(coded)).toEqual({ code: 'no-space', message: 'Full.', retryable: false })
})

test('a system error code alone does not make an error final', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  expect(toJobError(refused).retryable).toBe(true)
})

test('of a query that failed no values are kept', () => {
  const failed = new DrizzleQueryError('insert $1', ['lan@example.com'], new Error('It is there.'))
  expect(toJobError(failed)).toEqual({
    code: 'internal',
    message: 'It is there. (insert $1)',
    retryable: true,
  })
})

test('an endless message is cut', () => {
  expect(toJobError(new Error('x'.repeat(9000))).message).toHaveLength(2000)
})

test('the wait doubles up to its limit', () => {
  const backoff = { delayMs: 1000, maxDelayMs: 5000 }
  expect([1, 2, 3, 4, 5].map((attempt) => backoffMs(backoff, attempt))).toEqual([
    1000, 2000, 4000, 5000, 5000,
  ])
})
