import { expect, test } from 'vitest'
import { periodEnd } from './periods.ts'
import { readForm } from './read-form.ts'

test('the form encoding of Stripe becomes what it means', () => {
  const text =
    'mode=payment&line_items[0][quantity]=1&line_items[0][price_data][currency]=vnd&metadata[a%20b]=%E1%BA%A1&expand[]=x&expand[]=y&cancel_at='
  expect(readForm(text)).toEqual({
    mode: 'payment',
    line_items: [{ quantity: '1', price_data: { currency: 'vnd' } }],
    metadata: { 'a b': 'ạ' },
    expand: ['x', 'y'],
    cancel_at: '',
  })
})

const at = (day: string): number => Date.parse(`${day}T10:00:00Z`) / 1000

test('a period ends on the day of its anchor, or on the last day of a shorter month', () => {
  expect(periodEnd(at('2026-01-31'), 'month', at('2026-01-31'))).toBe(at('2026-02-28'))
  expect(periodEnd(at('2026-01-31'), 'month', at('2026-02-28'))).toBe(at('2026-03-31'))
  expect(periodEnd(at('2028-02-29'), 'year', at('2028-02-29'))).toBe(at('2029-02-28'))
})
