import { expect, it } from 'vitest'
import type { Right, TitleRights } from '#server/domains/entitlements/schemas.ts'
import { asGiven, heldHeight, heldSeasons, opensAll, opensSeason, stillSold, toHeld } from './held-access.ts'
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

it('sells no rental of what may be watched, and no purchase of what is held for good', () => {
  const offersOf = (kind: 'rental' | 'purchase') =>
    [null, 1, 3, 4].map((number) => ({ kind, season: number === null ? null : { number } }))
  const sold = (of: TitleRights, kind: 'rental' | 'purchase', all = [1, 2, 3, 4]) =>
    stillSold(offersOf(kind), of, all).map(({ season }) => season?.number ?? 'all')
  expect(sold(rights, 'rental')).toEqual(['all', 3])
  expect(sold(rights, 'purchase')).toEqual(['all', 3, 4])
  // Every season is held, the last for some days only.
  expect([sold(rights, 'rental', [1, 2, 4]), sold(rights, 'purchase', [1, 2, 4])]).toEqual([
    [3],
    ['all', 3, 4],
  ])
  const soldOf = (change: Partial<Right>) =>
    (['rental', 'purchase'] as const).map((kind) => sold({ whole: right(change), seasons: [] }, kind, []))
  const everything = ['all', 1, 3, 4]
  expect(soldOf({})).toEqual([[], []])
  expect(soldOf({ reason: 'rental', endsAt })).toEqual([[], everything])
  expect(soldOf({ reason: 'gift', endsAt })).toEqual([[], everything])
  expect(soldOf({ reason: 'subscription', endsAt })).toEqual([[], []])
  expect(sold({ whole: null, seasons: [] }, 'rental', [])).toEqual(everything)
})

it('tells whether all of a title may be watched', () => {
  expect([opensAll(rights, [1, 2, 3, 4]), opensAll(rights, [1, 2, 4]), opensAll(rights, [])]).toEqual([
    false,
    true,
    false,
  ])
  expect(opensAll({ whole: rented, seasons: [] }, [])).toBe(true)
})

it('plays the seasons that are held, and everything to whoever makes the programme', () => {
  const offered: TitleAccess = {
    kind: 'offered',
    held: toHeld(rights),
    maxHeight: null,
    options: [],
    mayBuy: true,
    mayWatch: false,
    hasPlans: true,
  }
  expect(heldSeasons(offered)).toEqual([1, 2, 4])
  expect(heldSeasons({ ...offered, mayWatch: true })).toBeNull()
  expect(heldSeasons({ ...offered, held: [] })).toBeNull()
  const whole: TitleAccess = {
    kind: 'held',
    held: toHeld({ whole: right(), seasons }),
    maxHeight: null,
    mayWatch: false,
  }
  expect(heldSeasons(whole)).toBeNull()

  // Of null: what stands in no season, such as a course's lessons.
  const open = (access: TitleAccess) => [1, 3, null].map((season) => opensSeason(access, season))
  expect(open(offered)).toEqual([true, false, false])
  expect(open({ ...offered, held: [] })).toEqual([false, false, false])
  expect(open({ kind: 'nothing', mayWatch: false })).toEqual([false, false, false])
  for (const access of [
    whole,
    { ...offered, mayWatch: true },
    { kind: 'nothing', mayWatch: true },
    { kind: 'free' },
  ] as const)
    expect(open(access)).toEqual([true, true, true])
})

it('promises no better picture than the plan gives that somebody has, and all of what they bought', () => {
  const title = { film: { maxHeight: 1080 } }
  const bySolo = { whole: right({ reason: 'subscription', maxHeight: 720 }), seasons: [] }
  const seen = (rights: TitleRights, film: typeof title | { film: null } = title) =>
    asGiven(film, { kind: 'held', held: [], maxHeight: heldHeight(rights), mayWatch: false }).film?.maxHeight
  expect(seen(bySolo)).toBe(720)
  expect(seen(bySolo, { film: { maxHeight: 480 } })).toBe(480)
  expect(seen(bySolo, { film: null })).toBeUndefined()
  expect(seen({ whole: right(), seasons: [] })).toBe(1080)
  // Of seasons the best counts.
  const low = { seasonNumber: 1, right: right({ maxHeight: 480 }) }
  expect(seen({ whole: null, seasons: [low, { ...low, right: right({ maxHeight: 720 }) }] })).toBe(720)
  expect(seen({ whole: null, seasons: [low, { ...low, right: right() }] })).toBe(1080)
  expect(asGiven(title, { kind: 'free' })).toBe(title)
  // A season is held at 480 lines, and the rest is for sale.
  const part = (mayWatch: boolean): TitleAccess => ({
    kind: 'offered',
    held: [],
    maxHeight: 480,
    options: [],
    mayBuy: true,
    mayWatch,
    hasPlans: false,
  })
  expect([false, true].map((mayWatch) => asGiven(title, part(mayWatch)).film?.maxHeight)).toEqual([480, 1080])
})
