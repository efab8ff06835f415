import { expect, it } from 'vitest'
import { heldPlanWords, toHeldPlan } from './held-plan-words.ts'

it.each([
  [{ state: 'active', renews: 'by-transfer', isSold: true }, 'until'],
  [{ state: 'active', renews: 'by-transfer', isSold: false }, 'gone'],
  [{ state: 'past-due', renews: 'by-transfer', isSold: false }, 'goneLate'],
  [{ state: 'past-due', renews: 'by-itself', isSold: true }, 'late'],
  [{ state: 'cancelled', renews: 'by-transfer', isSold: false }, 'until'],
  [{ state: 'trial', renews: 'by-itself', isSold: true }, 'renewing'],
] as const)('%o: %s', (plan, words) => {
  expect(heldPlanWords(plan)).toBe(words)
})

it('sends of a plan only what is shown of it', () => {
  const shown = {
    name: 'Solo',
    state: 'active',
    renews: 'by-itself',
    periodEndsAt: '2026-12-21T05:00:00.000Z',
    isSold: true,
  } as const
  const plan = { ...shown, id: 'p', provider: 'stripe', price: { amountMinor: 399, currency: 'USD' } }
  expect(toHeldPlan(plan)).toEqual(shown)
})
