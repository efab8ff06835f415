import { conflict, notFound, type AppError } from '../../platform/errors/app-error.ts'

export const planNotFound = (id: string): AppError => notFound('plan', id)
export const titleOfferNotFound = (id: string): AppError => notFound('title-offer', id)
export const bundleNotFound = (id: string): AppError => notFound('bundle', id)
export const priceNotFound = (id: string): AppError => notFound('price', id)
export const seasonNotFound = (id: string): AppError => notFound('season', id)

/** Somebody else saved the plan since this form was opened. */
export const planChanged = (): AppError =>
  conflict('plan.changed', 'The plan was changed by somebody else since it was opened.')

export const planWithoutPrice = (): AppError =>
  conflict('plan.no-price', 'A plan needs a price before it can be offered.')

/** The price that was shown is another today: `priceId` names its row. */
export const priceChanged = (today: { id: string; amountMinor: number; currency: string }): AppError =>
  conflict('price.changed', 'The price has changed since it was shown.', {
    priceId: today.id,
    amountMinor: today.amountMinor,
    currency: today.currency,
  })

export const offerWithdrawn = (): AppError => conflict('offer.withdrawn', 'This is no longer sold.')
