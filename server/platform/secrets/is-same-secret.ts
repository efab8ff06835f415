import { timingSafeEqual } from 'node:crypto'

/** Tells whether two secrets are the same; the time it takes betrays nothing but whether their lengths are. */
export function isSameSecret(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
