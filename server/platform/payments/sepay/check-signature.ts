import { createHmac, timingSafeEqual, createHash } from 'node:crypto'

/** What SePay was told to sign with. Several of a kind are good while one replaces another. */
export type SepaySecrets = { hmac: readonly string[]; apiKeys: readonly string[] }

/** How far SePay's clock may be from ours. */
const driftMs = 5 * 60 * 1000

/**
 * Tells whether a webhook comes from SePay: by the HMAC-SHA256 of `{timestamp}.{rawBody}` within five minutes where
 * secrets for it are set, else by the API key. What is signed is never taken by its key alone. No secret, no webhook.
 */
export function isFromSepay(
  headers: Pick<Headers, 'get'>,
  rawBody: Uint8Array,
  secrets: SepaySecrets,
  now: Date,
): boolean {
  if (secrets.hmac.length > 0) return isSigned(headers, rawBody, secrets.hmac, now)
  const key = /^apikey +(.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return key !== undefined && isOneOf(key, secrets.apiKeys)
}

function isSigned(
  headers: Pick<Headers, 'get'>,
  rawBody: Uint8Array,
  secrets: readonly string[],
  now: Date,
): boolean {
  const timestamp = headers.get('x-sepay-timestamp') ?? ''
  const given = headers.get('x-sepay-signature') ?? ''
  if (!/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > driftMs) return false
  const expected = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody)
    return `sha256=${hmac.digest('hex')}`
  })
  return isOneOf(given, expected)
}

/** Takes the same time whichever of them it is, and however much of it is right. */
function isOneOf(given: string, good: readonly string[]): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const shown = digest(given)
  return good.map((each) => timingSafeEqual(digest(each), shown)).includes(true)
}
