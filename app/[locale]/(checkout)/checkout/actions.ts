'use server'

import { getPathname } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'
import * as billing from '#server/domains/billing/index.ts'
import type { StartPaymentInput } from '#server/domains/billing/schemas.ts'
import { action } from '#server/http/action.ts'

type StartInput = Pick<StartPaymentInput, 'priceId' | 'provider' | 'requestKey'> & {
  /** The title whose page led here: the payment's page leads back to it. */
  titleSlug: string | null
  locale: Locale
}

const start = action(async (context, { priceId, provider, requestKey, titleSlug, locale }: StartInput) => {
  const page = `${getPathname({ href: '/checkout', locale })}/{paymentId}`
  const title = typeof titleSlug === 'string' ? `&title=${encodeURIComponent(titleSlug)}` : ''
  const { id, instructions } = await billing.startPayment(context, {
    priceId,
    provider,
    requestKey,
    locale,
    returnPath: `${page}?back=1${title}`,
    cancelPath: `${page}?back=0${title}`,
  })
  return { paymentId: id, pageUrl: instructions?.kind === 'page' ? instructions.url : null }
})

const cancel = action(async (context, input: { paymentId: string }) => {
  const { state } = await billing.cancelPayment(context, input)
  return { state }
})

/** Starts paying a price: gives the payment, and where it is paid on a page of the provider's that page. */
export async function startPaymentAction(input: StartInput) {
  return start(input)
}

/** Gives up a payment that nobody has paid. */
export async function cancelPaymentAction(input: { paymentId: string }) {
  return cancel(input)
}
