import { expect, it } from 'vitest'
import type { AdminTitleDto } from '#server/domains/catalogue/schemas.ts'
import { availabilityFormSchema, toAvailabilityForm, toAvailabilityInput } from './availability-form.ts'

const title = (fields: Partial<AdminTitleDto>) =>
  ({ access: [], regions: null, availableFrom: null, availableUntil: null, ...fields }) as AdminTitleDto

it('moments are Vietnam’s, there and back', () => {
  const form = toAvailabilityForm(title({ availableFrom: '2026-11-27T13:00:00.000Z', regions: ['VN', 'LA'] }))
  expect(form).toEqual({ access: 'everybody', regions: 'VN, LA', from: '2026-11-27T20:00', until: '' })
  expect(toAvailabilityInput(form, title({}))).toEqual({
    access: [{ type: 'free' }],
    regions: ['VN', 'LA'],
    availableFrom: '2026-11-27T13:00:00.000Z',
    availableUntil: null,
  })
})

it('a right that is wanted keeps the offers there are', () => {
  const rent = { type: 'rent', amountMinor: 1, currency: 'VND', hours: 48 } as const
  const form = { ...toAvailabilityForm(title({})), access: 'right' as const }
  expect(toAvailabilityInput(form, title({ access: [{ type: 'free' }, rent] })).access).toEqual([rent])
  expect(toAvailabilityInput(form, title({})).access).toEqual([{ type: 'subscription' }])
})

it.each([
  [{ regions: 'VN LAO' }, 'regionsWrong'],
  [{ from: 'mai' }, 'momentWrong'],
  [{ from: '2026-11-27T20:00', until: '2026-11-27T19:00' }, 'backwards'],
])('%j is refused', (typed, message) => {
  const result = availabilityFormSchema.safeParse({ ...toAvailabilityForm(title({})), ...typed })
  expect(result.error?.issues[0]?.message).toBe(message)
})
