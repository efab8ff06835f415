import { describe, expect, it } from 'vitest'
import { chargeAt, dayMs, openStripeBench, visit } from './stripe-bench.ts'

const bench = openStripeBench()

describe('one payment', () => {
  it('is paid in whole đồng, known by every name, with its fee', async () => {
    const charge = chargeAt(bench.at)
    const started = await bench.stripe.start(charge)
    const providerId = started.providerId ?? ''
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({
      state: 'open',
      paidAt: null,
      fee: null,
    })
    const session = await bench.standIn.order('pay-session', { session: charge.paymentId })
    expect(session).toMatchObject({
      amount_total: 79_000,
      currency: 'vnd',
      client_reference_id: charge.paymentId,
    })
    const state = await bench.stripe.fetchCharge(providerId)
    expect(state).toEqual({
      providerId,
      failedRefunds: [],
      paymentId: charge.paymentId,
      subscriptionId: null,
      state: 'paid',
      received: charge.money,
      fee: { amountMinor: 9791, currency: 'VND' },
      refunded: { amountMinor: 0, currency: 'VND' },
      dispute: 'none',
      disputed: { amountMinor: 0, currency: 'VND' },
      paidAt: bench.at,
    })
    const charges = await bench.standIn.order('list', { object: 'charge' })
    const [{ id }] = charges.data as [{ id: string }]
    for (const subject of [id, String(session.payment_intent)])
      expect(await bench.stripe.fetchCharge(subject)).toEqual(state)
    for (const subject of [
      'cs_test_none',
      'in_none',
      'pi_none',
      'ch_none',
      'du_none',
      'sub_none',
      'none',
      '',
    ])
      expect(await bench.stripe.fetchCharge(subject)).toBeNull()
  })

  it('is started once, though asked for twice and in another language', async () => {
    const charge = chargeAt(bench.at)
    const first = await bench.stripe.start(charge)
    expect(await bench.stripe.start(charge)).toEqual(first)
    bench.pass(60_000)
    expect(await bench.stripe.start({ ...charge, locale: 'en', description: 'Basic' })).toEqual(first)
    expect((await bench.standIn.order('list', { object: 'checkout.session' })).data).toHaveLength(1)
  })

  it('has half an hour at least, and a day at most', async () => {
    for (const [minutes, expected] of [
      [5, 30.5],
      [31, 31],
      [60, 60],
      [3 * 24 * 60, 24 * 60 - 1],
    ] as const) {
      const session = await bench.start(
        chargeAt(bench.at, { expiresAt: new Date(bench.at.getTime() + minutes * 60_000) }),
      )
      const listed = await bench.standIn.order('list', { object: 'checkout.session' })
      const { expires_at: end } = (listed.data as { id: string; expires_at: number }[]).find(
        ({ id }) => id === session,
      )!
      expect(end * 1000 - bench.at.getTime()).toBe(expected * 60_000)
    }
  })

  it('stays open when a card is declined, and can then be paid', async () => {
    const providerId = await bench.start(chargeAt(bench.at))
    await bench.standIn.order('pay-session', { session: providerId, card: 'declined' })
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({
      state: 'open',
      received: { amountMinor: 0 },
    })
    await bench.standIn.order('pay-session', { session: providerId })
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({
      state: 'paid',
      received: { amountMinor: 79_000 },
    })
  })

  it('is stopped while it is open; what was paid or is over is told as it is', async () => {
    const open = await bench.start(chargeAt(bench.at))
    expect(await bench.stripe.stop(open)).toMatchObject({ state: 'expired' })
    expect(await bench.stripe.stop(open)).toMatchObject({ state: 'expired' })
    expect(await bench.stripe.stop(await bench.pay())).toMatchObject({ state: 'paid' })
    expect(await bench.stripe.stop('cs_test_none')).toBeNull()
  })

  it('ends by the clock, and says so', async () => {
    const providerId = await bench.start(chargeAt(bench.at))
    bench.pass(3601_000)
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({ state: 'expired' })
    expect(await bench.readEvents()).toContainEqual(
      expect.objectContaining({ kind: 'checkout.session.expired', about: 'charge', subject: providerId }),
    )
  })
})

describe('money that goes back', () => {
  it('goes in parts, each key once, and never more than came', async () => {
    const providerId = await bench.pay(chargeAt(bench.at, { money: { amountMinor: 1299, currency: 'USD' } }))
    const refund = (amountMinor: number, requestKey: string, currency: 'USD' | 'VND' = 'USD') =>
      bench.stripe.refund!({ providerId, money: { amountMinor, currency }, requestKey })
    const first = await refund(299, 'a')
    expect(await refund(299, 'a')).toEqual(first)
    await refund(500, 'b')
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({
      state: 'paid',
      received: { amountMinor: 1299, currency: 'USD' },
      refunded: { amountMinor: 799, currency: 'USD' },
    })
    const refused = { code: 'payment.provider-refused', retryable: false }
    await expect(refund(501, 'c')).rejects.toMatchObject(refused)
    await expect(refund(100, 'd', 'VND')).rejects.toMatchObject(refused)
    await refund(500, 'e')
    await expect(refund(1, 'f')).rejects.toMatchObject(refused)
    await bench.standIn.order('fail-refund', { refund: first.providerId })
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({ refunded: { amountMinor: 1000 } })
    const kinds = (await bench.readEvents()).filter(({ about }) => about === 'charge').map(({ kind }) => kind)
    for (const kind of ['refund.created', 'charge.refunded', 'refund.failed']) expect(kinds).toContain(kind)
  })

  it('goes once by its key long after Stripe has forgotten that key, a part of it and all of it', async () => {
    const providerId = await bench.pay()
    for (const [requestKey, amountMinor] of [
      ['part', 9_000],
      ['rest', 70_000],
    ] as const) {
      const refund = () =>
        bench.stripe.refund!({ providerId, money: { amountMinor, currency: 'VND' }, requestKey })
      const first = await refund()
      bench.pass(dayMs + 60_000)
      expect(await refund()).toEqual(first)
    }
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({ refunded: { amountMinor: 79_000 } })
  })

  it('is disputed, won and lost', async () => {
    const providerId = await bench.pay()
    await bench.standIn.order('dispute', { charge: providerId, enquiry: true })
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({ dispute: 'none' })
    const dispute = await bench.standIn.order('dispute', { charge: providerId })
    expect(await bench.stripe.fetchCharge(String(dispute.id))).toMatchObject({ providerId, dispute: 'open' })
    await bench.standIn.order('close-dispute', { dispute: dispute.id, outcome: 'won' })
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({ dispute: 'won', state: 'paid' })
    const second = await bench.standIn.order('dispute', { charge: providerId })
    await bench.standIn.order('close-dispute', { dispute: second.id, outcome: 'lost' })
    expect(await bench.stripe.fetchCharge(providerId)).toMatchObject({ dispute: 'lost' })
    const told = (await bench.readEvents()).filter(({ kind }) => kind.startsWith('charge.dispute.'))
    expect(told.filter(({ about }) => about === 'charge').map(({ kind }) => kind)).toEqual([
      'charge.dispute.created',
      'charge.dispute.created',
      'charge.dispute.closed',
      'charge.dispute.created',
      'charge.dispute.closed',
    ])
    for (const event of told)
      if (event.about === 'charge')
        expect(await bench.stripe.fetchCharge(event.subject)).toMatchObject({ providerId })
  })
})

describe('the checkout page', () => {
  it('is paid with a click, after a card was declined, and leads back', async () => {
    const charge = chargeAt(bench.at)
    const started = await bench.stripe.start(charge)
    const url = started.kind === 'page' ? started.url : ''
    const page = await (await visit(url)).text()
    expect(page).toContain('₫79,000')
    expect((await visit(`${url}/cancel`, new URLSearchParams())).headers.get('location')).toBe(
      charge.cancelUrl,
    )
    const declined = await visit(`${url}/decline`, new URLSearchParams())
    expect(await declined.text()).toContain('declined')
    const paid = await visit(`${url}/pay`, new URLSearchParams())
    expect(paid.headers.get('location')).toBe(charge.returnUrl)
    expect(await bench.stripe.fetchCharge(started.providerId ?? '')).toMatchObject({ state: 'paid' })
    // A second click finds it paid.
    expect((await visit(`${url}/pay`, new URLSearchParams())).status).toBe(200)
  })
})
