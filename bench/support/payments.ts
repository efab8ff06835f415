import type { MadeTransfer } from '#server/platform/payments/sepay/stand-in/orders.ts'
import { webhookBody, webhookHeaders } from '#server/platform/payments/sepay/stand-in/webhook-call.ts'
import type { BenchInstance } from './production.ts'

/** A payment that waits for its transfer. */
export type WaitingPayment = { id: string; accountId: string; code: string; amountMinor: number }

/** The price of a month of a plan of the demo that is paid in đồng. */
async function findMonthlyPrice(): Promise<string> {
  const { listPlans } = await import('#server/domains/offers/index.ts')
  const prices = (await listPlans()).flatMap((plan) => plan.prices)
  const price = prices.find(({ currency, interval }) => currency === 'VND' && interval === 'month')
  if (!price) throw new Error('The demo offers no plan by the month in đồng.')
  return price.id
}

/** Has each of these accounts start to pay the same plan by transfer. */
export async function startPayments(accountIds: readonly string[]): Promise<WaitingPayment[]> {
  const { startPayment } = await import('#server/domains/billing/index.ts')
  const { createContext } = await import('#server/platform/context/context.ts')
  const { mapAtOnce } = await import('#server/platform/concurrency/map-at-once.ts')
  const priceId = await findMonthlyPrice()
  return mapAtOnce(8, accountIds, async (accountId) => {
    const context = createContext({ kind: 'account', accountId, role: 'viewer' })
    const wanted = { priceId, provider: 'sepay', requestKey: `bench-${accountId}` } as const
    const { id, code, amountMinor } = await startPayment(context, wanted)
    if (code === null) throw new Error(`Payment ${id} has no code.`)
    return { id, accountId, code, amountMinor }
  })
}

let numbers = 0

/** What SePay's webhook says of the transfer that pays it, under a number of its own. */
export function transferBody(instance: BenchInstance, { code, amountMinor }: WaitingPayment): string {
  numbers += 1
  const transfer: MadeTransfer = {
    webhookId: numbers,
    apiId: String(numbers),
    gateway: 'Vietcombank',
    account: instance.env.SEPAY_ACCOUNT_NUMBER ?? '',
    content: `thanh toan ${code}`,
    code,
    direction: 'in',
    amount: amountMinor,
    balance: 0,
    reference: `FTBENCH${numbers}`,
    at: new Date().toISOString(),
  }
  return webhookBody(transfer, numbers)
}

/** Its headers, signed as SePay does. */
export function signTransfer(instance: BenchInstance, body: string): Promise<Record<string, string>> {
  const secret = (instance.env.SEPAY_WEBHOOK_SECRETS ?? '').split(',')[0] ?? ''
  return webhookHeaders({ kind: 'hmac', secret }, body, new Date())
}
