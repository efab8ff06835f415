import { createHash } from 'node:crypto'

/** What the database keeps of a secret that is too long to be guessed: its SHA-256, so that it gives nobody another's. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
