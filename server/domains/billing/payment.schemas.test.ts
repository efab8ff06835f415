import { expect, it } from 'vitest'
import { ownPathSchema } from './payment.schemas.ts'

const base = 'https://house.example'

it.each(['/', '/checkout/{paymentId}', '/billing?tab=plan#now', '/en/titles/tet'])('%s is ours', (path) => {
  expect(new URL(ownPathSchema.parse(path), base).origin).toBe(base)
})

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  '',
])('%j leads elsewhere', (path) => {
  expect(ownPathSchema.safeParse(path).success).toBe(false)
})
