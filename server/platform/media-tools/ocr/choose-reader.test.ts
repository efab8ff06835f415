import { expect, test } from 'vitest'
import { chooseReader } from './choose-reader.ts'

test.each([
  ['vi', ['eng', 'vie'], 'vie'],
  ['en-GB', ['eng', 'vie'], 'eng'],
  ['zh-Hant', ['chi_tra', 'eng'], 'chi_tra'],
  ['fr', ['eng', 'vie'], 'vie+eng'],
  ['und', ['eng'], 'eng'],
  ['vi', [], null],
])('reads %s with what is there', (language, installed, expected) => {
  expect(chooseReader(language, installed)).toBe(expected)
})
