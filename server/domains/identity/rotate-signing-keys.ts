import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { accessTokenSeconds } from './access-token.ts'
import { rotateSigningKeysSchema, type PublishedKeysDto, type RotateSigningKeysInput } from './schemas.ts'
import {
  deleteRetiredKeys,
  findPublishedKeys,
  lockSigningKeys,
  setRetirement,
} from './signing-key.repository.ts'
import { addKey, forgetKeys, publishedAheadMs, publishedJwks } from './signing-keys.ts'

const day = 24 * 60 * 60 * 1000
const newEachMs = 30 * day
/** For clocks that go a little apart. */
const marginMs = 60_000

/** Gives the keys that access tokens are checked with, to anybody. */
export async function listPublishedKeys(): Promise<PublishedKeysDto> {
  return { keys: await publishedJwks() }
}

/**
 * Makes a new key that signs access tokens ten minutes from now; the others stay published until what they signed has
 * ended. `when: 'due'` does so only where the newest is 30 days old. `atOnce` is for a key that has become known to
 * others: theirs and all tokens they signed are refused within ten seconds. Gives the new key's name, null for none.
 */
export async function rotateSigningKeys(
  context: Context,
  input: RotateSigningKeysInput,
): Promise<{ kid: string | null }> {
  authorize(context, 'key.rotate')
  const { when, atOnce } = parseInput(rotateSigningKeysSchema, input)
  const kid = await inTransaction(async (tx) => {
    await lockSigningKeys(tx)
    await deleteRetiredKeys(tx, new Date(context.now.getTime() - day))
    const existing = await findPublishedKeys(context.now, tx)
    const newest = existing[0]?.createdAt.getTime() ?? 0
    if (when === 'due' && context.now.getTime() - newest < newEachMs) return null
    const lastTokenMs = publishedAheadMs + accessTokenSeconds * 1000 + marginMs
    const retiresAt = new Date(context.now.getTime() + (atOnce ? 0 : lastTokenMs))
    for (const key of existing) {
      if (key.retiresAt === null || key.retiresAt > retiresAt) await setRetirement(tx, key.kid, retiresAt)
    }
    const key = await addKey(tx, context.now)
    await recordAudit(tx, context, 'key.rotate', { type: 'key', id: key.kid, detail: { atOnce } })
    return key.kid
  })
  forgetKeys()
  return { kid }
}
