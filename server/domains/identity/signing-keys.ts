import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { openKey, sealKey } from './sealed-key.ts'
import {
  findPublishedKeys,
  insertSigningKey,
  lockSigningKeys,
  type SigningKeyRow,
} from './signing-key.repository.ts'

/** ECDSA over P-256: short signatures that every gateway can check. */
export const signingAlgorithm = 'ES256'

/**
 * A new key is published for so long before it signs, so that who keeps a copy of the published keys (for five
 * minutes, as they are told) has it by then.
 */
export const publishedAheadMs = 10 * 60_000

/** How long each process believes its copy of the keys. */
const believedMs = 10_000
/** A token with an unknown key's name makes a process ask again, at most this often. */
const askedAgainMs = 1000

type Kept = { rows: SigningKeyRow[]; at: number }
let kept: Kept | undefined
let reading: Promise<SigningKeyRow[]> | undefined
const imported = new Map<string, Promise<CryptoKey>>()

/** Gives the key that signs now, making the first one where there is none that this AUTH_SECRET opens. */
export async function keyToSignWith(): Promise<{ kid: string; key: CryptoKey }> {
  const signing = chooseSigningKey(await keptKeys()) ?? (await makeFirstKey())
  return { kid: signing.row.kid, key: await importOnce(`private ${signing.row.kid}`, signing.jwk) }
}

/** Gives the public key of this name; null where none is published under it. */
export async function keyToVerifyWith(kid: string): Promise<CryptoKey | null> {
  const find = (rows: SigningKeyRow[]) => rows.find((row) => row.kid === kid && isPublished(row))
  let row = find(await keptKeys())
  if (!row && performance.now() - (kept?.at ?? 0) > askedAgainMs) row = find(await readKeys())
  return row ? importOnce(`public ${kid}`, row.publicJwk) : null
}

/** Gives every published key as it is published (RFC 7517). */
export async function publishedJwks(): Promise<JWK[]> {
  const rows = (await keptKeys()).filter(isPublished)
  return rows.map(
    ({ kid, algorithm, publicJwk }) => ({ ...publicJwk, kid, alg: algorithm, use: 'sig' }) as JWK,
  )
}

/** Adds a new key in the transaction, which holds the keys' lock. */
export async function addKey(tx: Transaction, createdAt: Date): Promise<SigningKeyRow> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true })
  const publicJwk = await exportJWK(pair.publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  return insertSigningKey(tx, {
    kid,
    algorithm: signingAlgorithm,
    publicJwk: { ...publicJwk },
    privateKey: sealKey(kid, await exportJWK(pair.privateKey)),
    createdAt,
  })
}

/** Has this process read the keys anew, since it has just changed them. */
export function forgetKeys(): void {
  kept = undefined
}

/** The newest that has been published long enough, else the oldest there is; those of another AUTH_SECRET are passed over. */
function chooseSigningKey(rows: SigningKeyRow[]) {
  const at = presentMoment().getTime()
  const usable = rows.filter(isPublished).flatMap((row) => {
    const jwk = openKey(row.kid, row.privateKey)
    return jwk ? [{ row, jwk }] : []
  })
  return usable.find(({ row }) => at - row.createdAt.getTime() >= publishedAheadMs) ?? usable.at(-1)
}

/** Of all replicas that find no key at once, one makes it. */
async function makeFirstKey() {
  const made = await inTransaction(async (tx) => {
    await lockSigningKeys(tx)
    const now = presentMoment()
    const existing = chooseSigningKey(await findPublishedKeys(now, tx))
    if (existing) return existing
    const row = await addKey(tx, now)
    return { row, jwk: openKey(row.kid, row.privateKey) ?? {} }
  })
  forgetKeys()
  return made
}

function isPublished(row: SigningKeyRow): boolean {
  return row.retiresAt === null || row.retiresAt > presentMoment()
}

async function keptKeys(): Promise<SigningKeyRow[]> {
  return kept && performance.now() - kept.at < believedMs ? kept.rows : readKeys()
}

function readKeys(): Promise<SigningKeyRow[]> {
  reading ??= findPublishedKeys(presentMoment())
    .then((rows) => {
      kept = { rows, at: performance.now() }
      return rows
    })
    .finally(() => {
      reading = undefined
    })
  return reading
}

/** Importing a key costs more than a signature; the few there are stay. */
function importOnce(name: string, jwk: Record<string, unknown>): Promise<CryptoKey> {
  const known = imported.get(name)
  if (known) return known
  const importing = importJWK(jwk as JWK, signingAlgorithm) as Promise<CryptoKey>
  imported.set(name, importing)
  importing.catch(() => imported.delete(name))
  return importing
}
