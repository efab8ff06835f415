import { expect, it } from 'vitest'
import { findLanguageName } from './language-name.ts'

it.each([
  ['vi', 'vi', 'Tiếng Việt'],
  ['en', 'en', 'English'],
  ['und', 'vi', null],
  ['zxx', 'en', null],
  ['not a tag', 'en', null],
  ['', 'en', null],
])('%s in %s', (tag, locale, name) => {
  expect(findLanguageName(tag, locale)).toBe(name)
})
