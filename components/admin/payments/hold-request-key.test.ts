import { expect, it } from 'vitest'
import { holdRequestKey } from './hold-request-key.ts'

it('a key stays the same until its request is known to be written', () => {
  const held = holdRequestKey()
  const first = held.take()
  expect(held.take()).toBe(first)
  held.release()
  expect(held.take()).not.toBe(first)
  expect(holdRequestKey().take()).not.toBe(held.take())
})
