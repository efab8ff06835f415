import { expect, test } from 'vitest'
import { searchTextOf, slugFrom, withoutMarks } from './slug.ts'

test.each([
  ['Chuyến Tàu 23:40', 'chuyen-tau-23-40'],
  ['Đêm Tâm Bão', 'dem-tam-bao'],
  ['Lửa nhỏ, nồi đất', 'lua-nho-noi-dat'],
  ['  — Ồ! —  ', 'o'],
  ['Ruộng Trời'.normalize('NFD'), 'ruong-troi'],
  ['映画', ''],
])('slugFrom(%s) is %s', (title, slug) => {
  expect(slugFrom(title)).toBe(slug)
})

test('slugFrom cuts a long title without leaving a hyphen at its end', () => {
  expect(slugFrom(`${'a'.repeat(79)} b`)).toBe('a'.repeat(79))
})

test('withoutMarks finds composed and decomposed text alike', () => {
  expect(withoutMarks('ĐƯỜNG  về')).toBe('duong ve')
  expect(withoutMarks('Đường về'.normalize('NFD'))).toBe('duong ve')
})

test('searchTextOf names each title once', () => {
  const title = { vi: 'Ba Tiếng Gõ', en: 'Three Knocks' }
  expect(searchTextOf({ title, originalTitle: 'Ba Tiếng Gõ' })).toBe('ba tieng go | three knocks')
})
