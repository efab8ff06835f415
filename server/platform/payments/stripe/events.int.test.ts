import { describe, expect, it } from 'vitest'
import { chargeAt, openStripeBench, secretKey, secrets } from './stripe-bench.ts'
import { createStripe } from './stripe.ts'

const bench = openStripeBench()

describe('events', () => {
  it('are signed so that they are read, and tell the same as the list', async () => {
    const from = bench.at
    const { subscription } = await bench.subscribe()
    bench.pass(60_000)
    await bench.standIn.order('renew', { subscription })
    const listed = await Array.fromAsync(bench.stripe.listEvents({ from, until: bench.at }))
    const told = (await bench.readEvents()).filter(({ about }) => about !== 'nothing')
    expect(listed.toReversed()).toEqual(told)
    expect(told.length).toBeGreaterThan(5)
    const later = { from: new Date(bench.at.getTime() + 1000), until: new Date(bench.at.getTime() + 2000) }
    expect(await Array.fromAsync(bench.stripe.listEvents(later))).toEqual([])
  })

  it('are listed over many pages', async () => {
    const providerId = await bench.pay(
      chargeAt(bench.at, { money: { amountMinor: 100_000, currency: 'VND' } }),
    )
    for (let part = 0; part < 60; part++)
      await bench.standIn.order('refund', { charge: providerId, amount: 1 })
    const listed = await Array.fromAsync(bench.stripe.listEvents({ from: bench.at, until: bench.at }))
    expect(new Set(listed.map(({ eventId }) => eventId)).size).toBe(listed.length)
    expect(listed.length).toBeGreaterThan(120)
  })

  it('come twice, late and last first, and again when they were not taken', async () => {
    await bench.standIn.order('delivery', { held: true })
    const providerId = await bench.pay()
    expect(await bench.readEvents()).toEqual([])
    await bench.standIn.order('deliver', { order: 'reversed', times: 2 })
    const twice = await bench.readEvents()
    const ids = [...new Set(twice.map(({ eventId }) => eventId))]
    expect(twice).toHaveLength(ids.length * 2)
    expect(twice[0]).toMatchObject({ kind: 'checkout.session.completed', subject: providerId })
    bench.receiver.calls.length = 0
    bench.receiver.answers.push(500, 503)
    await bench.standIn.order('deliver', { events: [ids[0]] })
    await bench.standIn.settled()
    expect(bench.standIn.delivered.slice(-3).map(({ status }) => status)).toEqual([500, 503, 200])
    expect(bench.receiver.calls).toHaveLength(3)
  })

  it('by a retired secret, or six minutes off the clock, are not theirs', async () => {
    await bench.pay()
    const known = await bench.readEvents()
    expect(known.length).toBeGreaterThan(0)
    const retired = createStripe({
      secretKey,
      webhookSecrets: ['whsec_next'],
      apiBase: bench.standIn.url,
      now: bench.now,
    })
    const [call] = bench.receiver.calls
    if (!call) throw new Error('nothing came')
    expect(retired.readEvent(call.headers, call.body, bench.at)).toBeNull()
    for (const minutes of [-6, 6]) {
      const skewed = new Date(bench.at.getTime() + minutes * 60_000)
      expect(bench.stripe.readEvent(call.headers, call.body, skewed)).toBeNull()
    }
    expect(bench.stripe.readEvent(call.headers, call.body, bench.at)).toEqual(known[0])
  })
})

describe('when Stripe is down or does not understand', () => {
  it('overload, faults and lost connections can be tried again, and count once', async () => {
    const passing = { kind: 'unavailable', code: 'payment.provider-unavailable', retryable: true }
    const charge = chargeAt(bench.at)
    for (const fault of [{ refuse: 1 }, { errors: 1 }, { cut: 2 }]) {
      await bench.standIn.order('faults', fault)
      await expect(bench.stripe.start(charge)).rejects.toMatchObject(passing)
    }
    await bench.stripe.start(charge)
    expect((await bench.standIn.order('list', { object: 'checkout.session' })).data).toHaveLength(1)
    await bench.standIn.order('faults', { errors: 1 })
    await expect(bench.stripe.fetchCharge('cs_test_x')).rejects.toMatchObject(passing)
    await bench.standIn.order('faults', { errors: 1 })
    await expect(
      Array.fromAsync(bench.stripe.listEvents({ from: bench.at, until: bench.at })),
    ).rejects.toMatchObject(passing)
    const hasty = createStripe({
      secretKey,
      webhookSecrets: secrets,
      apiBase: bench.standIn.url,
      now: bench.now,
      timeoutMs: 50,
      retries: 0,
    })
    await bench.standIn.order('faults', { delayMs: 400 })
    await expect(hasty.fetchCharge('cs_test_x')).rejects.toMatchObject(passing)
    const nobody = createStripe({
      secretKey,
      webhookSecrets: secrets,
      apiBase: 'http://127.0.0.1:9',
      now: bench.now,
      retries: 0,
    })
    await expect(nobody.fetchCharge('cs_test_x')).rejects.toMatchObject(passing)
  })

  it('a wrong key and an amount that Stripe does not take are told and not tried again', async () => {
    const refused = { code: 'payment.provider-refused', retryable: false }
    const stranger = createStripe({
      secretKey: 'sk_test_other',
      webhookSecrets: secrets,
      apiBase: bench.standIn.url,
      now: bench.now,
    })
    await expect(stranger.fetchCharge('cs_test_x')).rejects.toMatchObject(refused)
    for (const money of [
      { amountMinor: 49, currency: 'USD' as const },
      { amountMinor: 100_000_000, currency: 'VND' as const },
    ])
      await expect(bench.stripe.start(chargeAt(bench.at, { money }))).rejects.toMatchObject(refused)
  })
})
