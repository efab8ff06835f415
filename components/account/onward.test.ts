import { beforeEach, expect, it, vi } from 'vitest'
import { keepOnward, takeOnward } from './onward.ts'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  vi.stubGlobal('window', { location: { origin: 'https://rap.example' } })
  return () => vi.unstubAllGlobals()
})

const hourMs = 3_600_000

it('gives where somebody wanted to be once, within the day', () => {
  keepOnward('/checkout?price=1', 0)
  expect(takeOnward(23 * hourMs)).toBe('/checkout?price=1')
  expect(takeOnward(23 * hourMs)).toBeNull()
  keepOnward('/checkout?price=1', 0)
  expect(takeOnward(25 * hourMs)).toBeNull()
})

it('forgets the wish of before, and leads to no other site', () => {
  keepOnward('/checkout?price=1', 0)
  keepOnward(null, 0)
  expect(takeOnward(0)).toBeNull()
  keepOnward('https://elsewhere.example/', 0)
  expect(takeOnward(0)).toBeNull()
})
