import { createHmac, randomUUID } from 'node:crypto'
import { env } from '../../platform/env/env.ts'
import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { insertMailToken, type TokenPurpose } from './mail-token.repository.ts'

const minute = 60_000
const lifetimeMs: Record<TokenPurpose, number> = {
  'verify-email': 48 * 60 * minute,
  'change-email': 24 * 60 * minute,
  'reset-password': 60 * minute,
  'sign-in': 10 * minute,
}

/** Makes a link's row and gives its id, which is all that a job needs to know. */
export async function makeMailToken(
  tx: Transaction,
  context: Context,
  token: { accountId: string; purpose: TokenPurpose; email?: string },
): Promise<string> {
  const id = randomUUID()
  await insertMailToken(tx, {
    ...token,
    id,
    tokenHash: hashSecret(rawTokenOf(id)),
    createdAt: context.now,
    expiresAt: new Date(context.now.getTime() + lifetimeMs[token.purpose]),
  })
  return id
}

/**
 * What the link carries: 256 bits made of the row's id and the house's secret, so that it is kept nowhere, neither in
 * the database nor in a job, and a mail that is tried again carries the same.
 */
export function rawTokenOf(id: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`mail-token\n${id}`).digest('base64url')
}
