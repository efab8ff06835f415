import { createHash } from 'node:crypto'

/** Gives what the database keeps of a secret too long to be guessed: its SHA-256, so that who reads a row can't use it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
