import path from 'node:path'
import { now } from '../../../clock/clock.ts'
import { env } from '../../../env/env.ts'
import { log, nameProcess } from '../../../log/log.ts'
import { startStripeStandIn } from './start.ts'

// The process that `npm run dev` and the journeys start: it takes its key, secrets and port from what the others use.
nameProcess('stripe-stand-in')
const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRETS, STRIPE_API_BASE, PORT, DATA_DIR } = env()
if (!STRIPE_SECRET_KEY || !STRIPE_API_BASE)
  throw new Error('The stand-in needs STRIPE_SECRET_KEY and STRIPE_API_BASE.')
const standIn = await startStripeStandIn({
  port: Number(new URL(STRIPE_API_BASE).port),
  secretKey: STRIPE_SECRET_KEY,
  webhookUrl: new URL('/api/webhooks/stripe', `http://127.0.0.1:${PORT}`).href,
  webhookSecrets: STRIPE_WEBHOOK_SECRETS,
  now,
  file: path.join(DATA_DIR, 'stripe-stand-in.json'),
})
log().info({ url: standIn.url }, 'Stripe stand-in listens')
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void standIn.close().then(() => process.exit(0)))
