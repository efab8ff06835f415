import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { orderTransfer } from '#server/platform/payments/sepay/stand-in/order-transfer.ts'
import { askCommandLine } from './command-line.ts'
import type { SignIn } from './instance.ts'
import { Program } from './program.ts'

/** A payment that waits for money, as the API tells of it. */
export type StartedPayment = {
  id: string
  code: string
  amountMinor: number
  instructions: { account: { number: string } }
}
type Plan = { slug: string; prices: { id: string; currency: string; interval: string }[] }

/** The id of what a month of a plan costs in đồng now. */
export async function findMonthlyPrice(plan: 'rap-nha' | 'xem-le'): Promise<string> {
  const plans = await askCommandLine<Plan[]>('plan', 'list')
  const prices = plans.find(({ slug }) => slug === plan)?.prices ?? []
  const price = prices.find(({ currency, interval }) => currency === 'VND' && interval === 'month')
  if (!price) throw new Error(`The plan ${plan} is not sold by the month in đồng.`)
  return price.id
}

/** Has somebody begin to pay a price, as a program does. */
export async function startPayment(
  person: SignIn,
  priceId: string,
  provider: 'sepay' | 'stripe' = 'sepay',
): Promise<StartedPayment> {
  const program = new Program('wall cinema 1.0')
  await program.signIn(person)
  const order = { priceId, provider, requestKey: randomUUID() }
  const { status, body } = await program.ask('POST', '/api/payment/subscribe', order)
  expect(status, JSON.stringify(body)).toBe(201)
  return body as StartedPayment
}

/** Transfers so many đồng for it, with other words than its code where they are given. */
export async function transferFor(
  { code, instructions }: StartedPayment,
  amount: number,
  content: string = code,
): Promise<void> {
  const account = instructions.account.number
  await orderTransfer(process.env['E2E_SEPAY_API_URL'] ?? '', { account, amount, content })
}
