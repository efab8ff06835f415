import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { listEvents, listPayments, listTransfers } from '#server/domains/billing/index.ts'
import type { PaymentDto } from '#server/domains/billing/schemas.ts'
import { openHouse } from '#server/domains/billing/testing/house.ts'
import { changePrice, offerPlan, withdrawPlan } from '#server/domains/billing/testing/offers.repository.ts'
import { createAccount } from '#server/domains/identity/index.ts'
import type { ApiSignedInDto } from '#server/domains/identity/schemas.ts'
import { usePaymentProviders } from '#server/platform/payments/providers.ts'
import { createSepay } from '#server/platform/payments/sepay/sepay.ts'
import { webhookHeaders } from '#server/platform/payments/sepay/stand-in/webhook-call.ts'
import { signPayload } from '#server/platform/payments/stripe/stand-in/deliver.ts'
import { createStripe } from '#server/platform/payments/stripe/stripe.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { POST as login } from '../auth/login/route.ts'
import { POST as toSepay } from '../webhooks/sepay/route.ts'
import { POST as toStripe } from '../webhooks/stripe/route.ts'
import { POST as subscribe } from './subscribe/route.ts'

/** The header that Next would tell of the request. */
const asked = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => asked.headers }))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next-auth', () => ({ getServerSession: async () => null }))

const house = openHouse()
const { system } = house
const secret = 's'.repeat(32)
const webhookSecret = 'whsec_right'
const account = { bin: '970436', bank: 'Vietcombank', number: '0123499999', holder: 'MARQUEE' }
const who = { email: 'nguoi-mua@example.com', password: 'mat-khau-dung' }
const nowhere = 'http://127.0.0.1:9'
let accountId = ''
let token = ''

beforeAll(async () => {
  accountId = (await createAccount(system(), { ...who, role: 'viewer' })).id
  const body = JSON.stringify(who)
  const answer = await post(login, body)
  token = ((await answer.json()) as ApiSignedInDto).access_token
})
beforeEach(() =>
  usePaymentProviders([
    createSepay({ account, secrets: { hmac: [secret], apiKeys: [] }, apiUrl: nowhere, apiToken: 't' }),
    createStripe({
      secretKey: 'sk_test_x',
      webhookSecrets: [webhookSecret],
      apiBase: nowhere,
      now: () => new Date(),
    }),
  ]),
)
afterAll(() => Promise.all([closePostgres(), closeRedis()]))

type Handler = typeof toSepay

function post(handler: Handler, body: BodyInit, more: Record<string, string> = {}): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json', ...more })
  asked.headers = headers
  const init = { method: 'POST', headers, body, duplex: 'half' }
  return handler(new Request('http://localhost/api', init), { params: Promise.resolve({}) })
}
const eventCount = async () => (await listEvents(system(), {})).total
const minutesOff = (minutes: number) => new Date(Date.now() + minutes * 60_000)

let numbers = 0
const transfer = (change: Record<string, unknown>) =>
  JSON.stringify({
    id: (numbers += 1),
    gateway: 'Vietcombank',
    transactionDate: '2026-03-25 14:02:37',
    accountNumber: account.number,
    subAccount: null,
    code: null,
    content: 'x',
    transferType: 'in',
    description: '',
    transferAmount: 90_000,
    accumulated: 0,
    referenceCode: `FT${numbers}`,
    ...change,
  })
const signedBySepay = (body: string, at = new Date()) => webhookHeaders({ kind: 'hmac', secret }, body, at)
async function hear(change: Record<string, unknown>): Promise<string> {
  const body = transfer(change)
  const answer = await post(toSepay, body, await signedBySepay(body))
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }])
  return (await house.work()).join()
}

const cardEvent = (change: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    // Kept, and about nothing that would be asked for at Stripe.
    type: 'customer.updated',
    data: { object: { id: 'cus_1', object: 'customer' } },
    ...change,
  })

/** Ten megabytes that come bit by bit; tells how many of its parts were taken. */
function tenMegabytes(): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 1
      if (taken <= 640) controller.enqueue(new Uint8Array(16 * 1024))
      else controller.close()
    },
  })
  return { body, taken: () => taken }
}

test.each([
  ['sepay', toSepay],
  ['stripe', toStripe],
] as const)(
  'ten megabytes to %s are refused before they are there, and nothing is kept',
  async (_, handler) => {
    const before = await eventCount()
    const { body, taken } = tenMegabytes()
    const answer = await post(handler, body)
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'input.too-large' }])
    expect(taken()).toBeLessThan(60)
    expect(await eventCount()).toBe(before)
  },
)

test.each([-6, 6])(
  'a clock that is off by %i minutes is no caller of ours, and nothing is kept',
  async (minutes) => {
    const before = await eventCount()
    // One that goes out, which pays nothing later on.
    const transferred = transfer({ transferType: 'out' })
    const charged = cardEvent()
    const at = minutesOff(minutes)
    const answers = [
      await post(toSepay, transferred, await signedBySepay(transferred, at)),
      await post(toStripe, charged, { 'stripe-signature': signPayload(charged, [webhookSecret], at) }),
    ]
    for (const answer of answers)
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'webhook.refused' }])
    expect(await eventCount()).toBe(before)
    // The same four minutes off are read.
    const near = minutesOff(minutes < 0 ? -4 : 4)
    expect((await post(toSepay, transferred, await signedBySepay(transferred, near))).status).toBe(200)
    const signature = signPayload(charged, [webhookSecret], near)
    expect((await post(toStripe, charged, { 'stripe-signature': signature })).status).toBe(200)
    expect(await eventCount()).toBe(before + 2)
  },
)

test('a transfer to an account that is not ours is put aside, and pays nothing', async () => {
  const { id, code } = await start()
  const before = await house.balances()
  expect(await hear({ accountNumber: '9999999999', content: `${code}` })).toContain('quarantined')
  expect(await stateOf(id)).toBe('pending')
  const { transfers } = await listTransfers(system(), {})
  expect(transfers).toContainEqual(expect.objectContaining({ state: 'quarantined' }))
  expect(await house.balances()).toEqual(before)
})

test.each([-90_000, 0, 0.5, 90_000.5, 2e15, 1e308, '90000', null])(
  'a transfer of %s is kept for people to read, and pays nothing',
  async (transferAmount) => {
    const { id, code } = await start()
    const before = await house.balances()
    await hear({ transferAmount, content: `${code}` })
    expect(await stateOf(id)).toBe('pending')
    expect(await house.balances()).toEqual(before)
  },
)

const offered = offerPlanOnce()
function offerPlanOnce(): () => Promise<{ planId: string; priceId: string }> {
  let plan: ReturnType<typeof offerPlan> | undefined
  return () => (plan ??= offerPlan())
}
/** Asks as a program does: told to wait, it waits. */
async function ask(body: unknown): Promise<Response> {
  for (;;) {
    const answer = await post(subscribe as unknown as Handler, JSON.stringify(body), {
      authorization: `Bearer ${token}`,
    })
    if (answer.status !== 429) return answer
    await pause(Number(answer.headers.get('retry-after') ?? 1) * 1000)
  }
}
const wanted = async (more: Record<string, unknown> = {}) => ({
  priceId: (await offered()).priceId,
  provider: 'sepay',
  requestKey: randomUUID(),
  ...more,
})
async function start(): Promise<PaymentDto> {
  const answer = await ask(await wanted())
  expect(answer.status).toBe(201)
  return (await answer.json()) as PaymentDto
}
const paymentsOf = async () => (await listPayments(house.as(accountId))).payments
const stateOf = async (id: string) => (await paymentsOf()).find((payment) => payment.id === id)?.state

test.each([-1, 0.5, 1, 1e21])('whoever asks to pay %s pays the price', async (amountMinor) => {
  const answer = await ask(await wanted({ amountMinor, currency: 'USD' }))
  expect([answer.status, await answer.json()]).toMatchObject([201, { amountMinor: 90_000, currency: 'VND' }])
})

test('what is no price, no provider and no key of a request is refused, and starts nothing', async () => {
  const before = (await paymentsOf()).length
  const dollars = await offerPlan({ currency: 'USD', amountMinor: 499 })
  const refused = [
    [await wanted({ priceId: '90000' }), 400, 'input.invalid'],
    [await wanted({ priceId: -1 }), 400, 'input.invalid'],
    [await wanted({ priceId: randomUUID() }), 404, 'price.not-found'],
    [await wanted({ provider: 'cash' }), 400, 'input.invalid'],
    [await wanted({ requestKey: 'short' }), 400, 'input.invalid'],
    [await wanted({ requestKey: 'x'.repeat(101) }), 400, 'input.invalid'],
    [await wanted({ returnPath: '//elsewhere.example' }), 400, 'input.invalid'],
    [await wanted({ returnPath: 'https://elsewhere.example' }), 400, 'input.invalid'],
    [await wanted({ priceId: dollars.priceId }), 400, 'payment.currency-not-taken'],
    [null, 400, 'input.invalid'],
    [[], 400, 'input.invalid'],
  ] as const
  for (const [body, status, code] of refused) {
    const answer = await ask(body)
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
  }
  expect(await paymentsOf()).toHaveLength(before)
})

test('two checkouts of the same plan at once are one payment', async () => {
  const bodies = await Promise.all(Array.from({ length: 5 }, () => wanted()))
  const answers = await Promise.all(bodies.map(ask))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
  const started = (await Promise.all(answers.map((answer) => answer.json()))) as PaymentDto[]
  expect(new Set(started.map(({ id }) => id)).size).toBe(1)
})

test('a plan that is withdrawn while somebody looks at its price starts nothing; one that was begun is honoured', async () => {
  const begun = await start()
  const { planId, priceId } = await offered()
  await changePrice(priceId)
  const changed = await ask(await wanted())
  expect([changed.status, await changed.json()]).toMatchObject([409, { code: 'price.changed' }])
  await withdrawPlan(planId)
  const withdrawn = await ask(await wanted())
  expect([withdrawn.status, await withdrawn.json()]).toMatchObject([409, { code: 'offer.withdrawn' }])
  expect(await hear({ content: `${begun.code}` })).toContain('settled')
  expect(await stateOf(begun.id)).toBe('settled')
})
