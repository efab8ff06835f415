/** Gives the page of a payment, and from which title one came. */
export function paymentHref(paymentId: string, titleSlug: string | null = null): string {
  return `/checkout/${paymentId}${titleSlug === null ? '' : `?title=${encodeURIComponent(titleSlug)}`}`
}

/** Gives what is kept of a payment once it is made. */
export function receiptHref(paymentId: string): string {
  return `/billing/payments/${paymentId}`
}
