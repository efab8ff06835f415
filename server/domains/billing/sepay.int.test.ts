import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { usePaymentProviders } from '../../platform/payments/providers.ts'
import { createSepay } from '../../platform/payments/sepay/sepay.ts'
import { startSepayStandIn, type SepayStandIn } from '../../platform/payments/sepay/stand-in/stand-in.ts'
import { receiveCalls, type Receiver } from '../../platform/payments/stripe/stand-in/receive-calls.ts'
import { keepEvent, reconcile } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'

// The whole way of a transfer, through the adapter and the stand-in that behaves as SePay does.
const house = openHouse()
const { system } = house
const secret = 's'.repeat(32)
const account = { bin: '970436', bank: 'Vietcombank', number: '0123499999', holder: 'MARQUEE' }
let bankCalls: Receiver
let bank: SepayStandIn

beforeAll(async () => {
  bankCalls = await receiveCalls()
  const authentication = { kind: 'hmac', secret } as const
  bank = await startSepayStandIn({ apiToken: 'token', destination: { url: bankCalls.url, authentication } })
  usePaymentProviders([
    createSepay({
      account,
      secrets: { hmac: [secret], apiKeys: [] },
      apiUrl: bank.apiUrl,
      apiToken: 'token',
    }),
  ])
})
afterAll(async () => {
  await Promise.all([bank.close(), bankCalls.close(), closePostgres()])
})

async function hearBank(): Promise<void> {
  await expect.poll(() => bankCalls.calls.length, { timeout: 30_000 }).toBeGreaterThan(0)
  for (const { headers, body: rawBody } of bankCalls.calls.splice(0))
    await keepEvent(system(), { provider: 'sepay', headers, rawBody })
  await house.work()
}

it('a transfer with SePay’s signature settles; one that no call told of is found by its list', async () => {
  const accountId = await house.makeAccount()
  const { code, id, instructions } = await house.start(accountId, (await offerPlan()).priceId)
  expect(instructions).toMatchObject({ kind: 'transfer', account, content: code })
  bank.transfer({
    account: account.number,
    amount: 90_000,
    content: `CT tu 0123 ${code}`,
    webhook: { copies: 1 },
  })
  await hearBank()
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled' })
  const other = await house.makeAccount()
  const lost = await house.start(other, (await offerPlan()).priceId)
  bank.transfer({ account: account.number, amount: 90_000, content: `${lost.code}`, webhook: { copies: 0 } })
  const range = { from: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 60_000) }
  expect(await reconcile(system(), { provider: 'sepay', ...range })).toMatchObject({ seen: 2, found: 1 })
  await house.work()
  expect(await house.payment(other, lost.id)).toMatchObject({ state: 'settled' })
  expect(await house.balances()).toEqual({ 'cash VND': 180_000, 'revenue VND': -180_000 })
})
