import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { orderTransfer } from '#server/platform/payments/sepay/stand-in/order-transfer.ts'
import { runCommandLine } from '../support/command-line.ts'
import { PaymentSteps, type Step } from '../support/payment-steps.ts'
import { Program } from '../support/program.ts'

type Plan = {
  slug: string
  prices: { id: string; interval: string; currency: string; amountMinor: number }[]
}
type Payment = { amountMinor: number; instructions: { account: { number: string }; content: string } }

/** Each death leaves the runs in hand to their locks for half a minute; they are waited for together. */
test.setTimeout(900_000)

const nameOf = ({ process, operation, table, name }: Step) =>
  `${process} ${operation} ${table} ${name}`.trim()

test('killed in the middle of any write of a payment, web and worker lose nothing and double nothing', async () => {
  const priceId = await findPrice()
  const steps = await PaymentSteps.open()
  const accountIds: string[] = []
  const pay = async () => accountIds.push(await payByTransfer(priceId))
  try {
    const walk = await test.step('a payment that nothing happens to', () =>
      steps.record(async () => {
        await pay()
        await expect.poll(() => steps.outcome(accountIds), { timeout: 60_000 }).toMatchObject({ rights: 1 })
      }))
    expect(walk.map(nameOf)).toEqual(
      expect.arrayContaining([
        'web INSERT payments',
        'web INSERT webhook_events',
        'worker INSERT ledger_postings',
        'worker INSERT entitlements',
      ]),
    )
    for (const step of walk) await test.step(`killed: ${nameOf(step)}`, () => steps.killAt(step, pay))
    const all = walk.length + 1
    await expect
      .poll(() => steps.outcome(accountIds), { timeout: 180_000 })
      .toEqual({ payments: all, settled: all, entries: all, cash: all * 49_000, rights: all })
  } finally {
    await steps.close()
  }
  const { stdout } = await runCommandLine(['ledger', 'verify', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ balanced: true, faulty: [] })
})

async function findPrice(): Promise<string> {
  const { stdout, stderr } = await runCommandLine(['plan', 'list', '--json'])
  const plans = JSON.parse(stdout || stderr) as Plan[]
  const price = plans
    .find(({ slug }) => slug === 'xem-le')
    ?.prices.find(({ interval, currency }) => interval === 'month' && currency === 'VND')
  expect(price?.amountMinor).toBe(49_000)
  return price?.id ?? ''
}

/** Somebody new starts paying, again and again until they are answered, and makes the transfer; gives their account. */
async function payByTransfer(priceId: string): Promise<string> {
  const email = `${randomUUID()}@example.com`
  const password = 'ba bát cơm một bát canh'
  const made = await runCommandLine(
    ['user', 'create', '--email', email, '--role', 'viewer', '--password-stdin', '--json'],
    password,
  )
  const { id } = JSON.parse(made.stdout) as { id: string }
  const customer = new Program('somebody who pays')
  const asked = { priceId, provider: 'sepay', requestKey: randomUUID() }
  let payment: Payment | undefined
  await expect(async () => {
    await customer.signIn({ email, password })
    const { status, body } = await customer.ask('POST', '/api/payment/subscribe', asked)
    expect(status).toBe(201)
    payment = body as unknown as Payment
  }).toPass({ timeout: 60_000 })
  const apiUrl = process.env['E2E_SEPAY_API_URL'] ?? ''
  if (!payment) throw new Error('The payment was not started.')
  const { account, content } = payment.instructions
  await orderTransfer(apiUrl, { account: account.number, amount: payment.amountMinor, content })
  return id
}
