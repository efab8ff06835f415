import { AppError, conflict, invalidInput } from '../../platform/errors/app-error.ts'

export const currencyNotTaken = (provider: string, currency: string): AppError =>
  invalidInput('payment.currency-not-taken', `Nobody pays ${currency} by ${provider}.`, {
    provider,
    currency,
  })

export const requestKeyUsed = (): AppError =>
  conflict('payment.request-key-used', 'This request key has started a payment of something else.')

export const alreadySubscribed = (): AppError =>
  conflict('subscription.living', 'This account has a plan already; cancel it first, or go on with it.')

export const alreadyOwned = (): AppError =>
  conflict('offer.owned', 'This account has bought it already, for good.')

export const alreadyRented = (): AppError =>
  conflict('offer.rented', 'This account has rented it already, and the rental is not over.')

export const notCancellable = (state: string): AppError =>
  conflict('payment.not-cancellable', `A payment that is ${state} can not be cancelled.`, { state })

export const webhookRefused = (provider: string): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'webhook.refused',
    message: `This call does not come from ${provider}, was altered or is too old.`,
  })

export const webhookTooLarge = (): AppError =>
  new AppError({ kind: 'too-large', code: 'input.too-large', message: 'The body is larger than 512 KB.' })

export const notRefundable = (refundableMinor: number): AppError =>
  conflict('payment.not-refundable', `At most ${refundableMinor} of it can be given back.`, {
    refundableMinor,
  })

export const sentByProvider = (): AppError =>
  conflict('refund.sent-by-provider', 'The provider sends this refund itself.')

export const refundState = (state: string): AppError =>
  conflict('refund.wrong-state', `A refund that is ${state} does not allow this.`, { state })

export const tooLittleCredit = (creditMinor: number): AppError =>
  conflict('credit.too-little', `At most ${creditMinor} đồng of credit can be paid back.`, { creditMinor })

export const transferSettled = (state: string): AppError =>
  conflict('transfer.settled', `This transfer is ${state}; there is nothing left to decide.`, { state })

export const transferNotOurs = (): AppError =>
  conflict('transfer.not-ours', 'This transfer came to an account that is not ours.')

export const subscriptionState = (state: string): AppError =>
  conflict('subscription.wrong-state', `A subscription that is ${state} does not allow this.`, { state })

export const bodyGone = (): AppError =>
  conflict(
    'webhook-event.no-body',
    'The body of this event is no longer kept, and it was done: it is not replayed.',
  )
