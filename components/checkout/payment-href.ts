/** Gives the page of a payment. */
export function paymentHref(paymentId: string): string {
  return `/checkout/${paymentId}`
}

/** Gives what is kept of a payment once it is made. */
export function receiptHref(paymentId: string): string {
  return `/billing/payments/${paymentId}`
}
