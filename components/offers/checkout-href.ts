/** Gives the page where a price is paid. */
export function checkoutHref(priceId: string): string {
  return `/checkout?price=${priceId}`
}
