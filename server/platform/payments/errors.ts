import { AppError } from '../errors/app-error.ts'
import type { ProviderName } from './port.ts'

/** Says that a provider does not answer, is overloaded or broken: trying again later can help. */
export function providerUnavailable(provider: ProviderName, what: string, cause?: unknown): AppError {
  return new AppError({
    kind: 'unavailable',
    code: 'payment.provider-unavailable',
    message: `${provider}: ${what}`,
    publicMessage: 'The payment service does not answer.',
    cause,
  })
}

/** Says that a provider refuses us, by a wrong key or what it does not understand: only a person can mend it. */
export function providerRefused(provider: ProviderName, what: string, cause?: unknown): AppError {
  return new AppError({
    kind: 'bad-gateway',
    code: 'payment.provider-refused',
    message: `${provider}: ${what}`,
    publicMessage: 'The payment service refuses to work with us.',
    retryable: false,
    cause,
  })
}
