import { expect, test } from 'vitest'
import { requestIdOf } from './request-id.ts'

const of = (id: string | null) => requestIdOf({ get: () => id })
const fresh = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

test('keeps the id that a proxy gave', () => {
  for (const id of ['01JD8Z6C3M5T9V7K2QX4', '019f0000-0000-7000-8000-000000000001', '1-67891233-abcdef'])
    expect(of(id)).toBe(id)
})

test('makes a new one for none, a long one and one that would break a log line', () => {
  for (const id of [
    null,
    '',
    'short',
    'x'.repeat(129),
    'abcdefgh\n{"level":50}',
    '<script>alert(1)</script>',
  ])
    expect(of(id)).toMatch(fresh)
})
