import { Stripe } from 'stripe'
import { expect, test, vi } from 'vitest'
import { log } from '../../log/log.ts'
import { eventKinds, readBody, readSignedEvent } from './read-event.ts'
import { signPayload } from './stand-in/deliver.ts'

const now = new Date('2026-03-01T08:00:00Z')
const secrets = ['whsec_new', 'whsec_old']
const event = {
  id: 'evt_1',
  object: 'event',
  type: 'checkout.session.completed',
  data: { object: { id: 'cs_1', object: 'checkout.session', description: 'Gói tháng — ₫' } },
}
const body = JSON.stringify(event)

function read(signature: string, text = body, at = now): ReturnType<typeof readSignedEvent> {
  return readSignedEvent(new Headers({ 'stripe-signature': signature }), Buffer.from(text), secrets, at)
}
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

test('what the stand-in signs, the official library takes, by each of several secrets', () => {
  const signature = signPayload(body, ['whsec_other', 'whsec_old'], new Date())
  expect(Stripe.webhooks.constructEvent(body, signature, 'whsec_old').id).toBe('evt_1')
  expect(Stripe.webhooks.constructEvent(body, signature, 'whsec_other').id).toBe('evt_1')
  expect(() => Stripe.webhooks.constructEvent(body, signature, 'whsec_third')).toThrow()
})

test('a call signed by the new or the old secret is read within five minutes either way', () => {
  for (const secret of secrets)
    for (const minutes of [-5, 0, 5])
      expect(read(signPayload(body, [secret], now), body, later(minutes))).toEqual({
        eventId: 'evt_1',
        kind: 'checkout.session.completed',
        about: 'charge',
        subject: 'cs_1',
      })
  for (const minutes of [-6, 6])
    expect(read(signPayload(body, secrets, now), body, later(minutes))).toBeNull()
})

test('forged, altered, by a retired secret, or not signed at all is nothing', () => {
  const signature = signPayload(body, ['whsec_new'], now)
  expect(read(signature, body.replace('cs_1', 'cs_2'))).toBeNull()
  expect(read(signPayload(body, ['whsec_retired'], now))).toBeNull()
  const stamp = now.getTime() / 1000
  for (const header of [
    '',
    't=',
    `t=${stamp}`,
    'v1=00',
    `t=${stamp},v1=`,
    `t=${stamp},v0=${signature.slice(-64)}`,
  ])
    expect(read(header)).toBeNull()
  // A second time, unsigned, must not be the one that is believed.
  expect(read(`t=${stamp + 60},${signature}`)).toBeNull()
  expect(read(signPayload('not JSON', ['whsec_new'], now), 'not JSON')).toBeNull()
})

test('what is no matter of ours is about nothing, and Stripe lists no more than 20 kinds at once', () => {
  const other = JSON.stringify({ ...event, type: 'payout.paid' })
  expect(read(signPayload(other, ['whsec_new'], now), other)).toMatchObject({ about: 'nothing' })
  expect(eventKinds.length).toBeLessThanOrEqual(20)
})

test.each([
  ['no id of its object', { ...event, data: { object: {} } }, 'unreadable|evt_1'],
  ['an id that is no text', { ...event, data: { object: { id: 5 } } }, 'unreadable|evt_1'],
  ['an id that cannot be kept', { ...event, data: { object: { id: 'cs_\0' } } }, 'unreadable|evt_1'],
  ['no object', { ...event, data: {} }, 'unreadable|evt_1'],
  ['no data', { id: 'evt_1', type: 'customer.subscription.deleted' }, 'unreadable|evt_1'],
  ['a charge without ids', { ...event, type: 'charge.updated', data: { object: {} } }, 'unreadable|evt_1'],
  ['a refund without ids', { ...event, type: 'refund.failed', data: { object: {} } }, 'unreadable|evt_1'],
  ['no id at all', { ...event, id: undefined }, expect.stringMatching(/^unreadable\|[\da-f]{64}$/)],
  ['a list', [], expect.stringMatching(/^unreadable\|[\da-f]{64}$/)],
])('signed, but with %s: unreadable, and the same one each time', (_what, told, eventId) => {
  const text = JSON.stringify(told)
  const signed = read(signPayload(text, ['whsec_new'], now), text)
  expect(signed).toEqual({ eventId, kind: 'unreadable', about: 'unreadable', told: text })
  expect(readBody(Buffer.from(text))).toEqual(signed)
  expect(read(signPayload(text, ['whsec_old'], later(1)), text)).toEqual(signed)
})

test('an event that cannot be read is warned of by its id and kind, never with its body', () => {
  const warn = vi.spyOn(log(), 'warn').mockReturnValue()
  const secret = { id: 5, receipt_email: 'ai@example.com' }
  for (const told of [{ ...event, data: { object: secret } }, { type: 'x', data: { object: secret } }, []]) {
    const text = JSON.stringify(told)
    read(signPayload(text, secrets, now), text)
  }
  expect(warn.mock.calls.map(([about]) => about)).toEqual([
    { provider: 'stripe', event: { id: 'evt_1', type: 'checkout.session.completed' } },
    { provider: 'stripe', event: { id: null, type: 'x' } },
    { provider: 'stripe', event: { id: null, type: null } },
  ])
  warn.mockClear()
  expect(read(signPayload(body, secrets, now))).not.toBeNull()
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})

test('a refund of no charge is readable, and about nothing', () => {
  const text = JSON.stringify({ ...event, type: 'refund.created', data: { object: { id: 're_1' } } })
  expect(read(signPayload(text, secrets, now), text)).toEqual({
    eventId: 'evt_1',
    kind: 'refund.created',
    about: 'nothing',
  })
})
