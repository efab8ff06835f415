import { expect, it } from 'vitest'
import type { Right } from '#server/domains/entitlements/schemas.ts'
import { heldSeasons, holdsAll, stillSold, toHeld } from './held-access.ts'
import type { TitleAccess } from './views.ts'

const right = (change: Partial<Right> = {}): Right => ({
  entitlementId: 'e',
  scope: 'title',
  reason: 'purchase',
  endsAt: null,
  maxStreams: 2,
  maxHeight: null,
  startsByWatching: false,
  hoursOnceStarted: null,
  ...change,
})
const endsAt = '2026-12-21T05:00:00.000Z'
const rented = right({ reason: 'rental', endsAt, startsByWatching: true, hoursOnceStarted: 48 })
const seasons = [
  { seasonNumber: 1, right: right() },
  { seasonNumber: 2, right: right() },
  { seasonNumber: 4, right: rented },
]
const rights = { whole: null, seasons }

it('tells seasons that are held alike together, and until when a rental is to be begun', () => {
  expect(toHeld(rights)).toEqual([
    { reason: 'purchase', seasons: [1, 2], span: { kind: 'for-ever' } },
    { reason: 'rental', seasons: [4], span: { kind: 'start-before', at: endsAt, hours: 48 } },
  ])
  expect(toHeld({ whole: right({ reason: 'rental', endsAt }), seasons })).toEqual([
    { reason: 'rental', seasons: null, span: { kind: 'until', at: endsAt } },
  ])
})

it('sells a season to nobody who holds it, and all else', () => {
  const season = (number: number | null) => ({ season: number === null ? null : { number } })
  expect(stillSold([season(null), season(1), season(3), season(4)], rights)).toEqual([
    season(null),
    season(3),
  ])
  expect([holdsAll(rights, [1, 2, 3, 4]), holdsAll(rights, [1, 2, 4]), holdsAll(rights, [])]).toEqual([
    false,
    true,
    false,
  ])
})

it('plays the seasons that are held, and everything to whoever makes the programme', () => {
  const offered: TitleAccess = {
    kind: 'offered',
    held: toHeld(rights),
    options: [],
    mayBuy: true,
    mayWatch: false,
    hasPlans: true,
  }
  expect(heldSeasons(offered)).toEqual([1, 2, 4])
  expect(heldSeasons({ ...offered, mayWatch: true })).toBeNull()
  expect(heldSeasons({ ...offered, held: [] })).toBeNull()
  expect(heldSeasons({ kind: 'held', held: toHeld({ whole: right(), seasons }) })).toBeNull()
})
