import { expect, it } from 'vitest'
import type { Right, TitleRights } from '#server/domains/entitlements/schemas.ts'
import { asGiven, heldHeight, heldSeasons, holdsAll, stillSold, toHeld } from './held-access.ts'
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
  expect(heldSeasons({ kind: 'held', held: toHeld({ whole: right(), seasons }), maxHeight: null })).toBeNull()
})

it('promises no better picture than the plan gives that somebody has, and all of what they bought', () => {
  const title = { film: { maxHeight: 1080 } }
  const bySolo = { whole: right({ reason: 'subscription', maxHeight: 720 }), seasons: [] }
  const seen = (rights: TitleRights, film: typeof title | { film: null } = title) =>
    asGiven(film, { kind: 'held', held: [], maxHeight: heldHeight(rights) }).film?.maxHeight
  expect(seen(bySolo)).toBe(720)
  expect(seen(bySolo, { film: { maxHeight: 480 } })).toBe(480)
  expect(seen(bySolo, { film: null })).toBeUndefined()
  expect(seen({ whole: right(), seasons: [] })).toBe(1080)
  // Of seasons the best counts.
  const low = { seasonNumber: 1, right: right({ maxHeight: 480 }) }
  expect(seen({ whole: null, seasons: [low, { ...low, right: right({ maxHeight: 720 }) }] })).toBe(720)
  expect(seen({ whole: null, seasons: [low, { ...low, right: right() }] })).toBe(1080)
  expect(asGiven(title, { kind: 'free' })).toBe(title)
})
