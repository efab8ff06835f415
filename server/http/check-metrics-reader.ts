import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '../platform/env/env.ts'
import { notFound } from '../platform/errors/app-error.ts'
import { isForwarded, isFromTrusted } from './caller.ts'

/**
 * Lets pass whoever may read metrics: the bearer of `METRICS_TOKEN`, or a connection from this machine or
 * `TRUSTED_PROXIES` that forwards for nobody else. To all others there is nothing at this address.
 */
export function checkMetricsReader(headers: Pick<Headers, 'get'>): void {
  const token = env().METRICS_TOKEN
  if (token !== undefined && isSame(headers.get('authorization') ?? '', `Bearer ${token}`)) return
  if (isFromTrusted() && !isForwarded(headers)) return
  throw notFound('address', '/metrics')
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
