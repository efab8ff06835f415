import { randomUUID } from 'node:crypto'
import type { PaymentProvider, ProviderEvent } from '../../../platform/payments/port.ts'

export const houseAccount = { bank: 'TPBank', bin: '970423', number: '00012345678', holder: 'MARQUEE' }

type Transfer = Extract<ProviderEvent, { about: 'transfer' }>['transfer']

/** A bank that tells of transfers, all in this process's memory; what is signed by it bears the key `right`. */
export function memoryBank(): PaymentProvider & {
  /** Somebody makes a transfer: gives the event of it. */
  receive: (transfer: Partial<Transfer> & { amountVnd: number; content: string }) => ProviderEvent
  /** The same as a call would tell it. */
  call: (event: ProviderEvent) => { headers: Headers; rawBody: Uint8Array }
} {
  const told: ProviderEvent[] = []
  let numbers = 0
  return {
    name: 'sepay',
    currencies: ['VND'],
    accountNumbers: [houseAccount.number],
    start: ({ code, money }) =>
      Promise.resolve({
        kind: 'transfer',
        providerId: null,
        account: houseAccount,
        qr: `QR ${money.amountMinor} ${code}`,
        content: code,
      }),
    stop: () => Promise.resolve(null),
    readEvent: (headers, rawBody) =>
      headers.get('authorization') === 'Apikey right'
        ? (JSON.parse(new TextDecoder().decode(rawBody)) as ProviderEvent)
        : null,
    readBody: (rawBody) => JSON.parse(new TextDecoder().decode(rawBody)) as ProviderEvent,
    fetchCharge: () => Promise.resolve(null),
    refund: null,
    renewals: null,
    // oxlint-disable-next-line typescript/require-await
    async *listEvents({ from, until }) {
      for (const event of told) {
        if (event.about !== 'transfer') continue
        const at = new Date(event.transfer.at)
        // Its list numbers them otherwise than its calls do.
        if (at >= from && at < until) {
          const providerId = `list-${event.transfer.providerId}`
          yield { ...event, eventId: providerId, transfer: { ...event.transfer, providerId } }
        }
      }
    },
    receive(given) {
      numbers += 1
      const transfer: Transfer = {
        providerId: `${numbers}-${randomUUID()}`,
        fingerprint: randomUUID(),
        accountNumber: houseAccount.number,
        direction: 'in',
        code: null,
        reference: `FT${numbers}`,
        at: new Date(),
        ...given,
      }
      const event: ProviderEvent = {
        eventId: transfer.providerId,
        kind: 'transfer.in',
        about: 'transfer',
        transfer,
      }
      told.push(event)
      return event
    },
    call: (event) => ({
      headers: new Headers({ authorization: 'Apikey right' }),
      rawBody: new TextEncoder().encode(JSON.stringify(event)),
    }),
  }
}
