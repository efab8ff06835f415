import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { conflict } from '../platform/errors/app-error.ts'
import { titleFrom } from './import-films.ts'
import { sentenceOf, table } from './output.ts'

test('an error becomes one sentence on one line', () => {
  expect(sentenceOf(conflict('a.b', 'it is\n  taken'))).toBe('it is taken.')
  expect(sentenceOf(new CommanderError(1, 'x', "error: unknown command 'x'"))).toBe("Unknown command 'x'.")
  expect(sentenceOf('bad')).toBe('bad.')
})

test('a service that is away is told with its cure, however deep the cause lies', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  for (const error of [
    refused,
    new Error('Failed query', { cause: refused }),
    new AggregateError([refused]),
  ]) {
    expect(sentenceOf(error)).toContain('start it with npm run dev')
  }
})

test('a table has columns as wide as their widest cell', () => {
  expect(
    table([
      ['ID', 'TITLE'],
      ['12345', 'A'],
    ]),
  ).toEqual(['ID     TITLE', '12345  A'])
})

test.each([
  ['/films/big_buck.bunny-14s.mp4', 'big buck bunny-14s'],
  ['Đường về.mkv', 'Đường về'],
  ['___.mp4', 'Film'],
])('a film of the file %s is called %s', (file, title) => {
  expect(titleFrom(file)).toBe(title)
})
