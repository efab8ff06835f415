import { now } from '../clock/clock.ts'
import { env } from '../env/env.ts'
import { AppError } from '../errors/app-error.ts'
import type { PaymentProvider, ProviderName } from './port.ts'
import { createSepay } from './sepay/sepay.ts'
import { readSepaySettings } from './sepay/settings.ts'
import { readStripeSettings } from './stripe/settings.ts'
import { createStripe } from './stripe/stripe.ts'

/** Makes a provider of its settings; null where it has none. Each adapter adds its own. */
const makers: (() => PaymentProvider | null)[] = [
  () => {
    const settings = readSepaySettings(env())
    return settings && createSepay(settings)
  },
  () => {
    const settings = readStripeSettings(env(), now)
    return settings && createStripe(settings)
  },
]

let made: readonly PaymentProvider[] | undefined

/** Gives the ways to be paid whose settings are there. */
export function paymentProviders(): readonly PaymentProvider[] {
  made ??= makers.map((make) => make()).filter((provider) => provider !== null)
  return made
}

/** Gives one of them; throws `payment.provider-off` for one without its settings. */
export function paymentProvider(name: ProviderName): PaymentProvider {
  const provider = paymentProviders().find((candidate) => candidate.name === name)
  if (provider) return provider
  throw new AppError({
    kind: 'not-found',
    code: 'payment.provider-off',
    message: `Nobody is paid by ${name} here.`,
  })
}

/** Has this process be paid by these instead: for tests. */
export function usePaymentProviders(providers: readonly PaymentProvider[]): void {
  made = providers
}
