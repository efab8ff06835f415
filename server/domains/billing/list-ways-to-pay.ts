import { paymentProviders } from '../../platform/payments/providers.ts'
import type { WayToPay } from './payment.schemas.ts'

/** Gives the ways to pay that this house has, those without their settings left out. For everybody. */
export function listWaysToPay(): WayToPay[] {
  return paymentProviders().map(({ name, currencies, accountNumbers, renewals }) => ({
    provider: name,
    currencies: [...currencies],
    by: accountNumbers.length > 0 ? 'transfer' : 'page',
    renewsByItself: renewals !== null,
  }))
}
