import { describePaymentProvider, type ProviderBench } from '../contract.ts'
import type { Charge } from '../port.ts'
import { chargeAt, secretKey } from './stripe-bench.ts'
import { signPayload } from './stand-in/deliver.ts'
import { startStripeStandIn } from './stand-in/start.ts'
import { createStripe } from './stripe.ts'

describePaymentProvider('Stripe', async (): Promise<ProviderBench> => {
  const clock = (): Date => new Date()
  const known = { new: 'whsec_new', old: 'whsec_old', retired: 'whsec_retired' }
  const bench = await startStripeStandIn({
    port: 0,
    secretKey,
    webhookUrl: null,
    webhookSecrets: [],
    now: clock,
    file: null,
  })
  const provider = createStripe({
    secretKey,
    webhookSecrets: [known.new, known.old],
    apiBase: bench.url,
    now: clock,
    retries: 0,
  })
  const charge = (): Charge => chargeAt(new Date())
  return {
    provider,
    charge,
    async happen() {
      const { providerId } = await provider.start(charge())
      await bench.order('pay-session', { session: providerId })
      const [latest] = (await bench.order('list', { object: 'event' })).data as object[]
      const body = JSON.stringify(latest)
      return ({ secret = 'new', at: signedAt = new Date() } = {}) => ({
        headers: new Headers({ 'stripe-signature': signPayload(body, [known[secret]], signedAt) }),
        body: Buffer.from(body),
      })
    },
    async setBroken(isBroken) {
      await bench.order('faults', { errors: isBroken ? 1000 : 0 })
    },
    close: () => bench.close(),
  }
})
