import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStripe } from '../platform/payments/stripe/stripe.ts'
import { startStripeStandIn, type StripeStandIn } from '../platform/payments/stripe/stand-in/start.ts'

const now = (): Date => new Date()
const secretKey = 'sk_test_marquee'
let standIn: StripeStandIn

beforeAll(async () => {
  const nobody = { webhookUrl: null, webhookSecrets: [], file: null }
  standIn = await startStripeStandIn({ port: 0, secretKey, now, ...nobody })
})
afterAll(() => standIn.close())

async function cli(
  args: string[],
  apiBase = standIn.url,
): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, STRIPE_API_BASE: apiBase }
  const child = spawn(process.execPath, ['server/cli/main.ts', 'stand-in', ...args], { env })
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, out, err }
}

test('pays, disputes and decides by a payment’s own id', async () => {
  const stripe = createStripe({ secretKey, webhookSecrets: [], apiBase: standIn.url, now })
  const paymentId = '0199f3a0-0000-7000-8000-000000000001'
  const { providerId } = await stripe.start({
    paymentId,
    code: 'MQ2345678X',
    money: { amountMinor: 499, currency: 'USD' },
    description: 'A film',
    locale: 'en',
    email: 'a@example.com',
    returnUrl: 'https://marquee.example/done',
    cancelUrl: 'https://marquee.example/film',
    expiresAt: new Date(Date.now() + 3600_000),
    renewal: null,
  })
  const paid = await cli(['stripe-pay', paymentId])
  expect(paid).toMatchObject({ code: 0, err: '', out: expect.stringContaining('complete') })
  expect(await cli(['stripe-pay', paymentId])).toMatchObject({
    code: 1,
    err: expect.stringContaining('open'),
  })
  const disputed = await cli(['stripe-dispute', paymentId, '--json'])
  expect(JSON.parse(disputed.out)).toMatchObject({ object: 'dispute', status: 'needs_response' })
  expect(await cli(['stripe-close-dispute', paymentId, '--outcome', 'lost'])).toMatchObject({ code: 0 })
  expect(await stripe.fetchCharge(providerId ?? '')).toMatchObject({ state: 'paid', dispute: 'lost' })
})

test('refuses what is not there, and Stripe itself', async () => {
  expect(await cli(['stripe-renew', 'sub_none'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('sub_none'),
  })
  expect(await cli(['stripe-refund', 'x', '--amount', '1.5'])).toMatchObject({ code: 2 })
  expect(await cli(['stripe-pay', 'x'], 'https://api.stripe.com')).toMatchObject({
    code: 1,
    err: expect.stringContaining('only the stand-in'),
  })
})
