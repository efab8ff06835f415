import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { orderTransfer } from '#server/platform/payments/sepay/stand-in/order-transfer.ts'
import { orderStripe } from '#server/platform/payments/stripe/stand-in/order-stripe.ts'
import { runCommandLine } from '../support/command-line.ts'
import { PaymentSteps, type Step } from '../support/payment-steps.ts'
import { Program } from '../support/program.ts'

type Price = { id: string; interval: string | null; currency: string; amountMinor: number }
type Payment = {
  id: string
  amountMinor: number
  instructions: { account: { number: string }; content: string }
}
/** One way to be paid: for what, and what the customer does. */
type Way = {
  provider: 'sepay' | 'stripe'
  findPrice: () => Promise<Price>
  pay: (payment: Payment) => Promise<unknown>
}

const ways: Record<string, Way> = {
  'a plan by transfer': {
    provider: 'sepay',
    findPrice: async () => {
      const plans = await ask<{ slug: string; prices: Price[] }[]>('plan', 'list')
      return inDong(plans.find(({ slug }) => slug === 'xem-le')?.prices)
    },
    pay: ({ amountMinor: amount, instructions: { account, content } }) =>
      orderTransfer(process.env['E2E_SEPAY_API_URL'] ?? '', { account: account.number, amount, content }),
  },
  'a film by card': {
    provider: 'stripe',
    findPrice: async () => {
      const offers = await ask<{ kind: string; prices: Price[] }[]>('title-offer', 'list', 'tram-hoa-tinh')
      return inDong(offers.find(({ kind }) => kind === 'purchase')?.prices)
    },
    pay: ({ id }) => orderStripe(process.env['E2E_STRIPE_API_BASE'], 'pay-session', { session: id }),
  },
}

/** Each death leaves the runs in hand to their locks for half a minute; they are waited for together. */
test.setTimeout(900_000)

test('killed in the middle of any write of a payment, web and worker lose nothing and double nothing', async () => {
  const walked = new Set<string>()
  for (const [name, way] of Object.entries(ways)) await test.step(name, () => walk(way, walked))
  expect([...walked]).toEqual(
    expect.arrayContaining([
      'web INSERT payments',
      'web INSERT webhook_events',
      'worker INSERT subscriptions',
      'worker INSERT ledger_postings',
      'worker INSERT entitlements',
    ]),
  )
  expect(await ask('ledger', 'verify')).toMatchObject({ balanced: true, faulty: [] })
})

/** Has somebody pay undisturbed, then others, each with a death at one of its writes that was not walked before. */
async function walk(way: Way, walked: Set<string>): Promise<void> {
  const price = await way.findPrice()
  const steps = await PaymentSteps.open()
  const accountIds: string[] = []
  const pay = async () => accountIds.push(await payAnew(price, way))
  const settled = (count: number) => ({
    payments: count,
    settled: count,
    entries: count,
    cash: count * price.amountMinor,
    rights: count,
    unfinished: 0,
  })
  try {
    const writes = await steps.record(async () => {
      await pay()
      await expect.poll(() => steps.outcome(accountIds), { timeout: 60_000 }).toEqual(settled(1))
    })
    for (const step of writes.filter((each) => !walked.has(nameOf(each)))) {
      await test.step(`killed: ${nameOf(step)}`, () => steps.killAt(step, pay))
      walked.add(nameOf(step))
    }
    await expect
      .poll(() => steps.outcome(accountIds), { timeout: 180_000 })
      .toEqual(settled(accountIds.length))
  } finally {
    await steps.close()
  }
}

const nameOf = ({ process, operation, table, name }: Step) =>
  `${process} ${operation} ${table} ${name}`.trim()

/** Asks the operator's command line. */
async function ask<Answer>(...words: string[]): Promise<Answer> {
  const { stdout, stderr, code } = await runCommandLine([...words, '--json'])
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as Answer
}

function inDong(prices: Price[] = []): Price {
  const price = prices.find(({ interval, currency }) => currency === 'VND' && interval !== 'year')
  if (!price) throw new Error('The demo has no such price.')
  return price
}

/** Somebody new starts paying, again and again until they are answered, and pays; gives their account. */
async function payAnew(price: Price, { provider, pay }: Way): Promise<string> {
  const account = { email: `${randomUUID()}@example.com`, password: 'ba bát cơm một bát canh' }
  const made = await runCommandLine(
    ['user', 'create', '--email', account.email, '--role', 'viewer', '--password-stdin', '--json'],
    account.password,
  )
  const { id } = JSON.parse(made.stdout) as { id: string }
  const customer = new Program('somebody who pays')
  const asked = { priceId: price.id, provider, requestKey: randomUUID() }
  let payment: Payment | undefined
  await expect(async () => {
    await customer.signIn(account)
    const { status, body } = await customer.ask('POST', '/api/payment/subscribe', asked)
    expect(status).toBe(201)
    payment = body as unknown as Payment
  }).toPass({ timeout: 60_000 })
  if (!payment) throw new Error('The payment was not started.')
  await pay(payment)
  return id
}
