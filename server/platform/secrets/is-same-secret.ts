import { timingSafeEqual } from 'node:crypto'

/** Tells whether two secrets are the same; how long that takes tells nothing but whether they are as long. */
export function isSameSecret(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
