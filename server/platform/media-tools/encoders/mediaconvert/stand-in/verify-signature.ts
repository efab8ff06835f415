import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A request as it came over the wire; `path` and `query` are not decoded. */
export interface SignedRequest {
  method: string
  path: string
  query: string
  headers: Readonly<Record<string, string | undefined>>
  /** Hexadecimal SHA-256 of the body that came. */
  bodyHash: string
}

export interface Verifier {
  /** Secret of each access key. */
  keys: Readonly<Record<string, string>>
  region: string
  /** `s3` takes the path as it is, every other service encodes it once more. */
  service: string
  now?: () => number
}

export type SignatureFault =
  | 'MissingAuthenticationToken'
  | 'InvalidClientTokenId'
  | 'SignatureDoesNotMatch'
  | 'RequestTimeTooSkewed'
  | 'ContentMismatch'

const SKEW_MS = 15 * 60_000
const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/

/**
 * Checks a request's Signature Version 4 from AWS's description of it, sharing no code with the SDK that signs.
 * Gives what is wrong, or null.
 */
export function verifySignature(request: SignedRequest, verifier: Verifier): SignatureFault | null {
  const found = CREDENTIAL.exec(request.headers.authorization ?? '')
  if (!found) return 'MissingAuthenticationToken'
  const [, key = '', day = '', region = '', service = '', signedHeaders = '', signature = ''] = found
  const secret = verifier.keys[key]
  if (secret === undefined) return 'InvalidClientTokenId'
  const stamp = request.headers['x-amz-date'] ?? ''
  const names = signedHeaders.split(';')
  const inScope = region === verifier.region && service === verifier.service && stamp.startsWith(day)
  if (!inScope || !names.includes('host') || !names.includes('x-amz-date')) return 'SignatureDoesNotMatch'
  if (Math.abs((verifier.now ?? Date.now)() - readStamp(stamp)) > SKEW_MS) return 'RequestTimeTooSkewed'
  const claimed = request.headers['x-amz-content-sha256'] ?? request.bodyHash
  if (/^[0-9a-f]{64}$/.test(claimed) && claimed !== request.bodyHash) return 'ContentMismatch'
  const canonical = [
    request.method,
    verifier.service === 's3' ? request.path : request.path.split('/').map(encode).join('/'),
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    claimed,
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')
  const signingKey = [day, region, service, 'aws4_request'].reduce<Uint8Array>(
    (before, part) => hmac(before, part),
    Buffer.from(`AWS4${secret}`),
  )
  const expected = hmac(signingKey, toSign)
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: Uint8Array, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return `${encode(decodeURIComponent(name))}=${encode(decodeURIComponent(value.join('=')))}`
    })
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('&')
}

/** Everything but letters, digits and `-._~` becomes %XX. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function readStamp(stamp: string): number {
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  return Date.parse(iso)
}
