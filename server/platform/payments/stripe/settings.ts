import type { Environment } from '../../env/env.ts'

export type StripeConfig = {
  secretKey: string
  /** Of the webhook's endpoint: the new one beside the old while they are exchanged. */
  webhookSecrets: readonly string[]
  /** Another address than Stripe's own: the stand-in's. */
  apiBase: string | null
  now: () => Date
  /** How long one answer may take. */
  timeoutMs?: number
  /** How often a call that did not arrive is made again at once; the same key keeps it from counting twice. */
  retries?: number
}

/**
 * Gives what Stripe needs; null where no key is set: then cards are not offered. Throws one sentence where the key is
 * set without a secret for the webhooks, for then nothing that is paid would ever be known.
 */
export function readStripeSettings(
  env: Pick<Environment, 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRETS' | 'STRIPE_API_BASE'>,
  now: () => Date,
): StripeConfig | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRETS: webhookSecrets } = env
  if (!secretKey) return null
  if (webhookSecrets.length === 0)
    throw new Error('STRIPE_SECRET_KEY is set without STRIPE_WEBHOOK_SECRETS: see docs/payments.md.')
  return { secretKey, webhookSecrets, apiBase: env.STRIPE_API_BASE ?? null, now }
}
