import { describe, expect, it } from 'vitest'
import { dayMs, openStripeBench, visit } from './stripe-bench.ts'

const bench = openStripeBench()

async function renewalsOf(subscription: string) {
  const events = await bench.readEvents()
  const invoices = new Set(
    events.flatMap((e) => (e.about === 'charge' && e.subject.startsWith('in_') ? e.subject : [])),
  )
  const charges = await Promise.all([...invoices].map((invoice) => bench.stripe.fetchCharge(invoice)))
  return charges.filter((charge) => charge?.subscriptionId === subscription && charge.paymentId === null)
}

describe('a subscription', () => {
  it('is paid for and renewed by the clock, each period a charge of its own', async () => {
    const { providerId, charge, subscription, fetch } = await bench.subscribe()
    expect(charge).toMatchObject({ state: 'paid', received: { amountMinor: 79_000, currency: 'VND' } })
    expect(await fetch()).toMatchObject({
      providerId: subscription,
      paymentId: charge?.paymentId,
      state: 'active',
      periodStartsAt: bench.at,
      periodEndsAt: new Date('2026-04-30T10:00:00Z'),
      cancelsAtPeriodEnd: false,
    })
    bench.at = new Date('2026-04-30T10:00:01Z')
    expect(await fetch()).toMatchObject({ state: 'active', periodEndsAt: new Date('2026-05-31T10:00:00Z') })
    expect(await renewalsOf(subscription)).toEqual([
      expect.objectContaining({
        state: 'paid',
        received: charge?.received,
        paidAt: bench.at,
        refunded: { amountMinor: 0, currency: 'VND' },
      }),
    ])
    // The first invoice is that of the session: one payment, whichever of the two is asked for.
    const events = await bench.readEvents()
    const first = events.find(({ kind }) => kind === 'invoice.paid')
    const subject = first?.about === 'charge' ? first.subject : ''
    expect(await bench.stripe.fetchCharge(subject)).toMatchObject({
      providerId,
      paymentId: charge?.paymentId,
    })
  })

  it('begins with a trial that costs nothing', async () => {
    const { charge, subscription, fetch } = await bench.subscribe({ interval: 'year', trialDays: 14 })
    expect(charge).toMatchObject({ state: 'paid', received: { amountMinor: 0 }, fee: null })
    expect(await fetch()).toMatchObject({
      state: 'trial',
      periodEndsAt: new Date(bench.at.getTime() + 14 * dayMs),
    })
    bench.pass(14 * dayMs)
    expect(await fetch()).toMatchObject({ state: 'active', periodEndsAt: new Date('2027-04-14T10:00:00Z') })
    expect(await renewalsOf(subscription)).toMatchObject([
      { state: 'paid', received: { amountMinor: 79_000 } },
    ])
  })

  it('is cancelled at the period’s end, resumed, cancelled again, and ends', async () => {
    const { subscription, fetch } = await bench.subscribe()
    const setCancelled = (isCancelled: boolean) =>
      bench.stripe.renewals!.setCancelled(subscription, isCancelled)
    expect(await setCancelled(true)).toMatchObject({ state: 'active', cancelsAtPeriodEnd: true })
    expect(await setCancelled(false)).toMatchObject({ cancelsAtPeriodEnd: false })
    // As the portal does it to a subscription that is billed flexibly.
    await bench.standIn.order('cancel-subscription', { subscription, when: 'date' })
    expect(await fetch()).toMatchObject({ cancelsAtPeriodEnd: true })
    expect(await setCancelled(false)).toMatchObject({ cancelsAtPeriodEnd: false })
    await setCancelled(true)
    bench.pass(31 * dayMs)
    expect(await fetch()).toMatchObject({ state: 'ended' })
    expect(await setCancelled(false)).toMatchObject({ state: 'ended' })
    expect(await renewalsOf(subscription)).toEqual([])
    expect((await bench.readEvents()).at(-1)).toMatchObject({ about: 'subscription', subject: subscription })
  })

  it('is past due when a card is declined, until it is paid or given up', async () => {
    const { subscription, fetch } = await bench.subscribe()
    await bench.standIn.order('fail-renewal', { subscription })
    expect(await fetch()).toMatchObject({ state: 'past-due' })
    expect(await renewalsOf(subscription)).toMatchObject([{ state: 'open', received: { amountMinor: 0 } }])
    await bench.standIn.order('retry', { subscription })
    expect(await fetch()).toMatchObject({ state: 'active' })
    expect(await renewalsOf(subscription)).toMatchObject([
      { state: 'paid', received: { amountMinor: 79_000 } },
    ])
    await bench.standIn.order('set-card', { subscription, card: 'declined' })
    await bench.standIn.order('renew', { subscription })
    for (const days of [3, 5, 7]) {
      bench.pass(days * dayMs)
      await fetch()
    }
    expect(await fetch()).toMatchObject({ state: 'ended' })
    expect((await renewalsOf(subscription)).map((charge) => charge?.state)).toEqual(['paid', 'failed'])
  })

  it('is ended at once, and what was due is asked for no more', async () => {
    const { subscription, fetch } = await bench.subscribe()
    await bench.standIn.order('fail-renewal', { subscription })
    expect(await bench.stripe.renewals!.end(subscription)).toMatchObject({ state: 'ended' })
    expect(await bench.stripe.renewals!.end(subscription)).toMatchObject({ state: 'ended' })
    bench.pass(40 * dayMs)
    expect(await fetch()).toMatchObject({ state: 'ended' })
    expect(await renewalsOf(subscription)).toMatchObject([{ state: 'failed', received: { amountMinor: 0 } }])
    expect(await bench.stripe.renewals!.end('sub_none')).toBeNull()
  })

  it('can be refunded by its first payment and by a renewal', async () => {
    const { providerId, subscription } = await bench.subscribe()
    await bench.standIn.order('renew', { subscription })
    const [renewal] = await renewalsOf(subscription)
    const money = { amountMinor: 9000, currency: 'VND' as const }
    for (const id of [providerId, renewal?.providerId ?? '']) {
      await bench.stripe.refund!({ providerId: id, money, requestKey: id })
      expect(await bench.stripe.fetchCharge(id)).toMatchObject({ refunded: money })
    }
  })

  it('has a page where the customer changes it', async () => {
    const { subscription, fetch } = await bench.subscribe()
    const { customerId = '' } = (await fetch()) ?? {}
    const returnUrl = 'https://marquee.example/billing'
    const url = await bench.stripe.renewals!.openPortal({ customerId, returnUrl, locale: 'vi' })
    expect(await (await visit(url)).text()).toContain(returnUrl)
    const form = new URLSearchParams({ subscription })
    expect((await visit(`${url}/cancel`, form)).status).toBe(303)
    expect(await fetch()).toMatchObject({ cancelsAtPeriodEnd: true })
    await visit(`${url}/resume`, form)
    expect(await fetch()).toMatchObject({ cancelsAtPeriodEnd: false })
    expect(await bench.stripe.renewals!.fetch('sub_none')).toBeNull()
  })
})
