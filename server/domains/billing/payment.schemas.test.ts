import { expect, it } from 'vitest'
import { ownPathSchema } from './payment.schemas.ts'

const base = 'https://house.example'

it.each([
  '/',
  '/checkout/{paymentId}',
  '/billing?tab=plan#now',
  '/en/titles/tet',
  '/%2f/evil.example',
  '/a//b',
  '/./billing',
  '/billing?to=/.//evil.example',
])('%s is ours', (path) => {
  const { origin, pathname } = new URL(ownPathSchema.parse(path), base)
  expect(origin).toBe(base)
  expect(pathname).not.toMatch(/^\/\//)
})

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/%2e//evil.example',
  '/.%2E//evil.example',
  '/a/..//evil.example',
  '/{paymentId}/..//evil.example',
  '/.\\/evil.example',
  '',
])('%j leads elsewhere', (path) => {
  expect(ownPathSchema.safeParse(path).success).toBe(false)
})
