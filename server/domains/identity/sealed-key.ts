import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '../../platform/env/env.ts'

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** Encrypts a private key (AES-256-GCM, a key made of AUTH_SECRET), bound to its name: rows cannot be exchanged. */
export function sealKey(kid: string, jwk: object): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), iv).setAAD(Buffer.from(kid))
  const hidden = Buffer.concat([cipher.update(JSON.stringify(jwk), 'utf8'), cipher.final()])
  return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url')}`
}

/** Gives the private key back; null where it was sealed with another AUTH_SECRET, under another name, or altered. */
export function openKey(kid: string, sealed: string): Record<string, unknown> | null {
  const [mark, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (mark !== version || bytes.length <= ivBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(kid))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    return JSON.parse(plain.toString('utf8')) as Record<string, unknown>
  } catch {
    return null
  }
}

function sealingKey(): Buffer {
  return Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'marquee signing keys', 32))
}
