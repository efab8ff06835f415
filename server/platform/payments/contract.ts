import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, PaymentProvider, ProviderEvent } from './port.ts'

const minute = 60_000

/** What a provider's call carries. */
export type Call = { headers: Headers; body: Uint8Array }

/**
 * Gives the call that tells of what has happened, signed at that moment. `new` and `old` are the secrets that the
 * adapter was given, `retired` one that it no longer has.
 */
export type TellBy = (how?: { secret?: 'new' | 'old' | 'retired'; at?: Date }) => Promise<Call> | Call

/** A provider, or what stands in for one, as the contract plays with it. */
export type ProviderBench = {
  provider: PaymentProvider
  /** A new charge that the provider can start. */
  charge: () => Charge
  /** Has something happen there, of which no call tells by itself. */
  happen: () => Promise<TellBy> | TellBy
  /** Has its API answer nothing but errors of its own, or well again. */
  setBroken: (isBroken: boolean) => Promise<void> | void
  close: () => Promise<void>
}

/** What every provider must do; an adapter's test calls it with a way to open one. */
export function describePaymentProvider(name: string, open: () => Promise<ProviderBench>): void {
  describe(`payment provider: ${name}`, () => {
    let bench: ProviderBench
    beforeAll(async () => {
      bench = await open()
    })
    afterAll(() => bench.close())

    function read({ headers, body }: Call, now = new Date()): ProviderEvent | null {
      return bench.provider.readEvent(headers, body, now)
    }
    async function list(): Promise<ProviderEvent[]> {
      const range = { from: new Date(Date.now() - 10 * minute), until: new Date(Date.now() + minute) }
      return Array.fromAsync(bench.provider.listEvents(range))
    }

    test('a charge that is started twice is started once', async () => {
      const charge = bench.charge()
      const first = await bench.provider.start(charge)
      expect(await bench.provider.start(charge)).toEqual(first)
      expect(await bench.provider.start(bench.charge())).not.toEqual(first)
    })

    test('refuses a currency that it does not take', async () => {
      const currency = bench.provider.currencies.includes('USD') ? 'VND' : 'USD'
      if (bench.provider.currencies.includes(currency)) return
      const charge = { ...bench.charge(), money: { amountMinor: 1000, currency } as const }
      await expect(bench.provider.start(charge)).rejects.toMatchObject({ kind: 'invalid-input' })
    })

    test('reads a call that is theirs, by either secret, and the same call always as one event', async () => {
      const tell = await bench.happen()
      const events = [await tell(), await tell(), await tell({ secret: 'old' })].map((call) => read(call))
      expect(events[0]).toEqual({
        ...events[0],
        eventId: expect.stringMatching(/./),
        kind: expect.any(String),
      })
      expect(new Set(events.map((event) => event?.eventId)).size).toBe(1)
      const other = read(await (await bench.happen())())
      expect(other?.eventId).not.toBe(events[0]?.eventId)
    })

    test('refuses what is unsigned, forged or altered', async () => {
      const tell = await bench.happen()
      const { headers, body } = await tell()
      expect(read({ headers: new Headers(), body })).toBeNull()
      expect(read(await tell({ secret: 'retired' }))).toBeNull()
      for (const at of [0, body.length >> 1, body.length - 1]) {
        const altered = Uint8Array.from(body)
        altered[at] = (altered[at] ?? 0) ^ 1
        expect(read({ headers, body: altered })).toBeNull()
      }
      expect(read({ headers, body: Buffer.concat([body, Buffer.from(' ')]) })).toBeNull()
      const anotherBody = (await (await bench.happen())()).body
      expect(read({ headers, body: anotherBody })).toBeNull()
    })

    test('takes a clock that is off by four minutes, and refuses a call from six minutes ago', async () => {
      const tell = await bench.happen()
      const now = new Date()
      const signed = (minutes: number) => tell({ at: new Date(now.getTime() + minutes * minute) })
      expect(read(await signed(-4), now)).not.toBeNull()
      expect(read(await signed(-6), now)).toBeNull()
    })

    test('lists what no call told, by the name that a call would have given it', async () => {
      const tell = await bench.happen()
      const event = read(await tell())
      expect((await list()).map(({ eventId }) => eventId)).toContain(event?.eventId)
    })

    test('a provider that is down can be asked again', async () => {
      const unavailable = { kind: 'unavailable', retryable: true }
      await bench.happen()
      await bench.setBroken(true)
      try {
        await expect(list()).rejects.toMatchObject(unavailable)
      } finally {
        await bench.setBroken(false)
      }
      expect(await list()).not.toEqual([])
    })
  })
}
