import { Stripe } from 'stripe'
import { providerRefused, providerUnavailable } from '../errors.ts'
import type { StripeConfig } from './settings.ts'

/** Gives a client of Stripe's own library that speaks to the address of the settings. */
export function openClient({ secretKey, apiBase, timeoutMs = 20_000, retries = 1 }: StripeConfig): Stripe {
  const base = apiBase === null ? null : new URL(apiBase)
  return new Stripe(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false,
    typescript: true,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? 443 : 80),
      protocol: base.protocol === 'https:' ? 'https' : 'http',
    }),
  })
}

/**
 * Turns what Stripe's library throws into an error of ours: what was not answered, too many calls at once and faults of
 * Stripe's can be tried again; a wrong key or a call that is not understood can not. Everything else passes.
 */
export function explainError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error
  const what = `${error.type}${error.code ? ` ${error.code}` : ''}: ${error.message}`
  return mayPass(error) ? providerUnavailable('stripe', what, error) : providerRefused('stripe', what, error)
}

function mayPass(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  if (error instanceof Stripe.errors.StripeConnectionError) return true
  // Without a status an answer came that is not Stripe's: something between us is broken.
  const status = error.statusCode ?? 500
  return status === 409 || status === 429 || status >= 500
}

/** Does work on Stripe; throws what `explainError` makes of its errors. */
export async function onStripe<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw explainError(error)
  }
}

/** Gives null instead of the error that says that there is no such thing. */
export async function orNull<Result>(asked: Promise<Result>): Promise<Result | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return null
    throw error
  }
}

/** The id of what Stripe gives by its id alone or, where that was asked for, whole. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null)
}

/** What was asked for whole; null where Stripe gave none, or its id alone. */
export function whole<Value extends object>(value: string | Value | null | undefined): Value | null {
  return typeof value === 'object' ? value : null
}
