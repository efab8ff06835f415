/** Gives the page where a price is paid, and from which title one came. */
export function checkoutHref(priceId: string, titleSlug: string | null = null): string {
  return `/checkout?price=${priceId}${titleSlug === null ? '' : `&title=${encodeURIComponent(titleSlug)}`}`
}
