import { expect, it } from 'vitest'
import { heldPlanWords } from './held-plan-words.ts'

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
