import { expect, it } from 'vitest'
import { isPaidUp } from './is-paid-up.ts'

const now = '2026-11-22T05:00:00.000Z'
const before = '2026-11-22T04:59:00.000Z'
const after = '2026-12-22T05:00:00.000Z'

it.each([
  ['active', 'by-itself', after, true],
  ['trial', 'by-itself', after, true],
  // A card is charged some hours after its period ends.
  ['active', 'by-itself', before, true],
  ['active', 'by-transfer', after, true],
  ['active', 'by-transfer', before, false],
  // The unpaid period's end of a card, the paid one's of a transfer.
  ['past-due', 'by-itself', after, false],
  ['past-due', 'by-transfer', before, false],
] as const)('%s, renewed %s, to %s', (state, renews, periodEndsAt, isPaid) => {
  expect(isPaidUp({ state, renews, periodEndsAt }, now)).toBe(isPaid)
})
