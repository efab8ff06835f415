import { expect, test } from 'vitest'
import { routePattern } from './route-pattern.ts'

test('values of an address give way to their names', () => {
  expect(routePattern('/api/titles', {})).toBe('/api/titles')
  expect(routePattern('/api/titles', undefined)).toBe('/api/titles')
  expect(routePattern('/api/titles/42/films/7', { id: '42', film: '7' })).toBe(
    '/api/titles/[id]/films/[film]',
  )
  expect(routePattern('/s/sig/a/b.m4s', { signature: 'sig', path: ['a', 'b.m4s'] })).toBe(
    '/s/[signature]/[...path]',
  )
  expect(routePattern('/api/films/t%C3%AAn', { id: 'tên' })).toBe('/api/films/[id]')
  expect(routePattern('/api/films/t%C3%AAn', { id: 't%C3%AAn' })).toBe('/api/films/[id]')
})
