import { expect, it } from 'vitest'
import { planScale, shortenAmount, stackDay } from './plan-chart.ts'

it.each([
  [16_300_000, 0, [0, 6_000_000, 12_000_000, 18_000_000]],
  [90_000, 0, [0, 30_000, 60_000, 90_000]],
  [0, 0, [0, 0.4, 0.8, 1.2000000000000002]],
  [90_000, -40_000, [-60_000, -30_000, 0, 30_000, 60_000, 90_000]],
])('%d above and %d below', (highest, lowest, lines) => {
  expect(planScale(highest, lowest).lines).toEqual(lines)
})

it('a scale for losses alone holds them', () => {
  const { bottom, lines } = planScale(0, -1_000_000)
  expect(bottom).toBeLessThanOrEqual(-1_000_000)
  expect(lines.length).toBeLessThan(9)
})

it('gains are stacked above nothing and losses below, each by its provider', () => {
  const day = {
    day: '2026-11-21',
    moved: [
      { provider: 'stripe' as const, inMinor: 100, outMinor: 300 },
      { provider: 'sepay' as const, inMinor: 500, outMinor: 0 },
    ],
  }
  expect(stackDay(day)).toEqual([
    { provider: 'sepay', from: 0, to: 500 },
    { provider: 'stripe', from: 0, to: -200 },
  ])
})

it.each([
  [18_000_000, 'VND', { number: 18, unit: 'millions' }],
  [49_000, 'VND', { number: 49, unit: 'thousands' }],
  [150_000, 'USD', { number: 1.5, unit: 'thousands' }],
  [0, 'USD', { number: 0, unit: 'ones' }],
  [-2_500_000_000, 'VND', { number: -2.5, unit: 'billions' }],
] as const)('%d %s', (amountMinor, currency, short) => {
  expect(shortenAmount(amountMinor, currency)).toEqual(short)
})
