import { expect, it } from 'vitest'
import type { ActionOutcome } from '../../errors/call-action.ts'
import { holdRequestKey, sendHeld } from './hold-request-key.ts'

it('a key stays the same until its request is known to be written', () => {
  const held = holdRequestKey()
  const first = held.take()
  expect(held.take()).toBe(first)
  held.release()
  expect(held.take()).not.toBe(first)
  expect(holdRequestKey().take()).not.toBe(held.take())
})

it('what was lost is sent again as the same; what was changed goes out once it is known what became of that', async () => {
  const held = holdRequestKey()
  const keys: string[] = []
  const send = (outcome: ActionOutcome<unknown>) =>
    sendHeld(held, async (key) => {
      keys.push(key)
      return outcome
    })
  const lost = { ok: false, code: 'offline', params: {} } as const
  const used = { ok: false, code: 'payment.request-key-used', params: {} } as const
  await send(lost)
  await send(lost)
  expect(await send(used)).toMatchObject({ code: 'payment.earlier-written' })
  await send({ ok: true, value: undefined })
  await send(lost)
  expect(new Set(keys.slice(0, 3)).size).toBe(1)
  expect(new Set(keys.slice(2)).size).toBe(3)
})
